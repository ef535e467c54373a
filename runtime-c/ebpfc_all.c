/* SPDX-License-Identifier: MIT */
/*
 * The whole library as one translation unit:
 *   cc -O2 -std=gnu11 -fPIC -shared -fvisibility=hidden -Wl,--version-script=ebpfc.map -o libebpfc.so ebpfc_all.c
 * links to libc alone. Hosts that want it built in compile this file with their own.
 */
#define _GNU_SOURCE 1

#include "src/loader/error.c"
#include "src/loader/image.c"
#include "src/loader/validate.c"
#include "src/loader/cpu.c"
#include "src/loader/object.c"
#include "src/loader/state.c"
#include "src/loader/instance.c"
#include "src/loader/map_api.c"
#include "src/loader/run.c"

#include "src/helpers/table.c"
#include "src/helpers/kfunc.c"
#include "src/helpers/kfunc_dynptr.c"
#include "src/helpers/kfunc_string.c"
#include "src/helpers/map.c"
#include "src/helpers/time.c"
#include "src/helpers/task.c"
#include "src/helpers/probe.c"
#include "src/helpers/events.c"
#include "src/helpers/format.c"
#include "src/helpers/text.c"
#include "src/helpers/lock.c"
#include "src/helpers/timer.c"
#include "src/helpers/trace.c"
#include "src/helpers/checksum.c"
#include "src/helpers/skb.c"
#include "src/helpers/skb_meta.c"
#include "src/helpers/xdp.c"
#include "src/helpers/redirect.c"
