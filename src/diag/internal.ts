/** A bug of ours, never a user's mistake: caught once, in the driver, which exits with 70. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InternalError(message);
}

/** For the default branch of an exhaustive switch: the compiler names every place that forgets a new kind. */
export function assertNever(value: never): never {
  throw new InternalError(`unexpected ${JSON.stringify(value)}`);
}

/** For a place that control never comes to. */
export function unreachable(what: string): never {
  throw new InternalError(`unreachable: ${what}`);
}
