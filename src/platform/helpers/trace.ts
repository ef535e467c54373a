/** Helpers of probes: memory of the traced process, stacks, arguments, tasks, events, iterators and LSM hooks. */
import {
  ALWAYS,
  ANY,
  btf,
  btfOrNull,
  CGROUP,
  CTX,
  callers,
  FUNC,
  type Helper,
  IN,
  IN_OR_NULL,
  INOUT,
  INOUT_OR_NULL,
  LWT,
  MAP,
  OUT,
  outFixed,
  PERCPU_BTF,
  PROBES,
  REFUSED,
  row,
  SIZE,
  SIZE0,
  STACK_OR_NULL,
  TC,
  TYPED,
  VALUE_OR_NULL,
} from './prototype.js';

const task = btf('task_struct');
const probeRead = [OUT, SIZE0, ANY] as const;
const KPROBE = callers('kprobe');
/** Those called with the arguments of a function. */
const TRAMPOLINED = callers('tracing', 'lsm');
const ITERATOR = callers('TRACE_ITER');

export const TRACE: readonly Helper[] = [
  row(4, 'probe_read', 'INTEGER', probeRead, { callableFrom: PROBES, result: 'errno' }),
  row(45, 'probe_read_str', 'INTEGER', probeRead, { callableFrom: PROBES, result: 'size_or_errno' }),
  row(112, 'probe_read_user', 'INTEGER', probeRead, { result: 'errno' }),
  row(113, 'probe_read_kernel', 'INTEGER', probeRead, { result: 'errno' }),
  row(114, 'probe_read_user_str', 'INTEGER', probeRead, { result: 'size_or_errno' }),
  row(115, 'probe_read_kernel_str', 'INTEGER', probeRead, { result: 'size_or_errno' }),
  row(36, 'probe_write_user', 'INTEGER', [ANY, IN, SIZE], { callableFrom: PROBES, result: 'errno' }),
  row(148, 'copy_from_user', 'INTEGER', probeRead, { effects: ['may_sleep'] }),

  row(25, 'perf_event_output', 'INTEGER', [CTX, MAP, ANY, IN, SIZE0], {
    callableFrom: [
      ...PROBES,
      ...CGROUP,
      ...TC,
      ...LWT,
      ...callers('socket_filter', 'xdp', 'sk_skb', 'sk_msg', 'sk_lookup', 'struct_ops'),
    ],
    result: 'errno',
  }),
  row(22, 'perf_event_read', 'INTEGER', [MAP, ANY], { source: ALWAYS.noCounter }),
  row(55, 'perf_event_read_value', 'INTEGER', [MAP, ANY, OUT, SIZE], { source: ALWAYS.noCounter }),
  row(56, 'perf_prog_read_value', 'INTEGER', [CTX, OUT, SIZE], {
    callableFrom: ['perf_event'],
    source: ALWAYS.noCounter,
  }),
  row(119, 'read_branch_records', 'INTEGER', [CTX, INOUT_OR_NULL, SIZE0, ANY], {
    callableFrom: ['perf_event'],
    source: REFUSED.counter,
  }),
  row(176, 'get_branch_snapshot', 'INTEGER', [OUT, SIZE0], { variadic: true, source: REFUSED.counter }),

  row(27, 'get_stackid', 'INTEGER', [CTX, MAP, ANY], { callableFrom: PROBES }),
  row(67, 'get_stack', 'INTEGER', [CTX, OUT, SIZE0, ANY], {
    callableFrom: PROBES,
    result: 'size_or_errno',
  }),
  row(173, 'get_func_ip', 'INTEGER', [CTX], { callableFrom: ['kprobe', ...TRAMPOLINED] }),
  row(174, 'get_attach_cookie', 'INTEGER', [CTX], {
    callableFrom: PROBES.filter(accessor => accessor !== 'syscall'),
  }),
  row(183, 'get_func_arg', 'INTEGER', [CTX, ANY, outFixed(8)], {
    callableFrom: TRAMPOLINED,
    result: 'errno',
  }),
  row(184, 'get_func_ret', 'INTEGER', [CTX, outFixed(8)], { callableFrom: TRAMPOLINED, result: 'errno' }),
  row(185, 'get_func_arg_cnt', 'INTEGER', [CTX], { callableFrom: TRAMPOLINED }),
  row(58, 'override_return', 'INTEGER', [CTX, ANY], { callableFrom: KPROBE, result: 'errno' }),

  row(35, 'get_current_task', 'INTEGER', [], { source: ALWAYS.noTask }),
  row(158, 'get_current_task_btf', 'PTR_TO_BTF_ID', [], { source: REFUSED.task }),
  row(175, 'task_pt_regs', 'PTR_TO_BTF_ID', [task], { source: REFUSED.task }),
  row(141, 'get_task_stack', 'INTEGER', [task, OUT, SIZE0, ANY], {
    result: 'size_or_errno',
    source: REFUSED.task,
  }),
  row(180, 'find_vma', 'INTEGER', [task, ANY, FUNC, STACK_OR_NULL, ANY], {
    effects: ['calls_back'],
    source: REFUSED.task,
  }),
  row(191, 'copy_from_user_task', 'INTEGER', [OUT, SIZE0, ANY, task, ANY], {
    effects: ['may_sleep'],
    source: REFUSED.task,
  }),
  row(
    156,
    'task_storage_get',
    'PTR_TO_MAP_VALUE_OR_NULL',
    [MAP, btfOrNull('task_struct'), VALUE_OR_NULL, ANY],
    {},
  ),
  row(157, 'task_storage_delete', 'INTEGER', [MAP, btfOrNull('task_struct')], { source: REFUSED.task }),
  row(210, 'cgrp_storage_get', 'PTR_TO_MAP_VALUE_OR_NULL', [MAP, btfOrNull('cgroup'), VALUE_OR_NULL, ANY], {
    source: REFUSED.kernelObject,
  }),
  row(211, 'cgrp_storage_delete', 'INTEGER', [MAP, btfOrNull('cgroup')], { source: REFUSED.kernelObject }),
  row(145, 'inode_storage_get', 'PTR_TO_MAP_VALUE_OR_NULL', [MAP, btfOrNull('inode'), VALUE_OR_NULL, ANY], {
    callableFrom: ['lsm'],
    source: REFUSED.kernelObject,
  }),
  row(146, 'inode_storage_delete', 'INTEGER', [MAP, btfOrNull('inode')], {
    callableFrom: ['lsm'],
    source: REFUSED.kernelObject,
  }),
  row(153, 'per_cpu_ptr', 'PTR_TO_MEM_OR_BTF_ID_OR_NULL', [PERCPU_BTF, ANY], {
    source: REFUSED.kernelObject,
  }),
  row(154, 'this_cpu_ptr', 'PTR_TO_MEM_OR_BTF_ID', [PERCPU_BTF], { source: REFUSED.kernelObject }),

  row(111, 'skb_output', 'INTEGER', [btf('sk_buff'), MAP, ANY, IN, SIZE0], {
    callableFrom: TYPED,
  }),
  row(121, 'xdp_output', 'INTEGER', [btf('xdp_buff'), MAP, ANY, IN, SIZE0], {
    callableFrom: TYPED,
  }),
  row(126, 'seq_printf', 'INTEGER', [btf('seq_file'), IN, SIZE, IN_OR_NULL, SIZE0], {
    callableFrom: ITERATOR,
  }),
  row(127, 'seq_write', 'INTEGER', [btf('seq_file'), IN, SIZE0], {
    callableFrom: ITERATOR,
  }),
  row(150, 'seq_printf_btf', 'INTEGER', [btf('seq_file'), IN, SIZE0, ANY], {
    callableFrom: ITERATOR,
    source: REFUSED.kernelObject,
  }),
  row(149, 'snprintf_btf', 'INTEGER', [INOUT, SIZE, IN, SIZE, ANY], { source: REFUSED.kernelObject }),
  row(147, 'd_path', 'INTEGER', [btf('path'), INOUT, SIZE0], {
    callableFrom: TYPED,
    source: REFUSED.kernelObject,
  }),
  row(162, 'sock_from_file', 'PTR_TO_BTF_ID_OR_NULL', [btf('file')], {
    callableFrom: TYPED,
    source: REFUSED.kernelObject,
  }),
  row(159, 'bprm_opts_set', 'INTEGER', [btf('linux_binprm'), ANY], {
    callableFrom: ['lsm'],
    source: REFUSED.kernelObject,
  }),
  row(161, 'ima_inode_hash', 'INTEGER', [btf('inode'), OUT, SIZE], {
    callableFrom: ['lsm'],
    effects: ['may_sleep'],
    source: REFUSED.kernelObject,
  }),
  row(193, 'ima_file_hash', 'INTEGER', [btf('file'), OUT, SIZE], {
    callableFrom: ['lsm'],
    effects: ['may_sleep'],
    source: REFUSED.kernelObject,
  }),

  row(166, 'sys_bpf', 'INTEGER', [ANY, IN, SIZE], { callableFrom: ['syscall'], source: REFUSED.syscall }),
  row(167, 'btf_find_by_name_kind', 'INTEGER', [IN, SIZE, ANY, ANY], {
    callableFrom: ['syscall'],
    source: REFUSED.syscall,
  }),
  row(168, 'sys_close', 'INTEGER', [ANY], { callableFrom: ['syscall'], source: REFUSED.syscall }),
  row(179, 'kallsyms_lookup_name', 'INTEGER', [IN, SIZE0, ANY, outFixed(8)], {
    callableFrom: ['syscall'],
    source: REFUSED.syscall,
  }),
];
