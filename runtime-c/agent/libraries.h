/* SPDX-License-Identifier: MIT */
/*
 * libraries.h - notices when the process loads libraries, so that links which wait for one are attached before its code
 * runs.
 */
#ifndef EBPFC_AGENT_LIBRARIES_H
#define EBPFC_AGENT_LIBRARIES_H

#include <stdbool.h>

/* From now on, or no longer; called once more, it does nothing. */
void libraries_watch(bool on);

/* The lock under which links are changed: held by whoever calls the functions of links.h. */
void libraries_lock(void);
void libraries_unlock(void);

#endif /* EBPFC_AGENT_LIBRARIES_H */
