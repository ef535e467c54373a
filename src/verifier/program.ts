/** What the explorer knows about the program under verification besides its code. */
import type { Module } from '../frontend/program.js';
import type { Context, ContextUser } from '../platform/contexts.js';
import type { ReturnRange } from '../platform/programs.js';
import type { Shape } from './shape.js';

export interface Program {
  readonly module: Module;
  readonly user: ContextUser;
  readonly context: Context;
  /** Bounds of r0 at exit; undefined when any value will do. */
  readonly returns: ReturnRange | undefined;
  /** LD_ABS and LD_IND are allowed. */
  readonly legacyPacket: boolean;
  /** The packet may be written through its pointers. */
  readonly writesPacket: boolean;
  /** `.rodata` may be changed by a loader: its contents are unknown. */
  readonly lateRodata: boolean;
  /** Bytes that the first argument of a raw program points to. */
  readonly memorySize: number;
  /** Some function takes spin locks. */
  readonly locks: boolean;
  /** Addresses must not get into memory that others read, into numbers, or out as a result. */
  readonly hidesPointers: boolean;
  readonly shapeOf: (functionIndex: number) => Shape;
}

/** Program types that may write the packet directly (may_access_direct_pkt_data). */
export const PACKET_WRITERS: ReadonlySet<string> = new Set([
  'sched_cls',
  'sched_act',
  'xdp',
  'lwt_xmit',
  'sk_skb',
  'sk_msg',
]);
