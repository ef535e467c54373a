/**
 * Every diagnostic the compiler can report, one row a code.
 *
 * Ranges: E01xx object, ELF and BTF · E02xx instructions and assembly · E03xx control flow · E04xx memory and
 * types · E05xx helpers, maps and kfuncs · E06xx termination and limits · E07xx toolchain and back end ·
 * E08xx options and files · E09xx internal · W…: warnings, which have a name that `-Wno-NAME` takes.
 *
 * The text follows rustc's rules: lower-case start, no full stop, one sentence that stands alone; what to do is
 * said in `help`, never in the message. `{name}` marks a parameter. Each code has a page in docs/errors.
 */
export interface CodeRow<Template extends string = string> {
  readonly severity: 'error' | 'warning';
  readonly message: Template;
  /** Only warnings have one: the NAME of `-WNAME`, `-Wno-NAME` and `-Werror=NAME`. */
  readonly name?: string;
  /** What to do about it, when that is the same every time; a report may give a better one. */
  readonly help?: string;
}

const error = <T extends string>(message: T, help?: string): CodeRow<T> =>
  help === undefined ? { severity: 'error', message } : { severity: 'error', message, help };

const warning = <T extends string>(name: string, message: T, help?: string): CodeRow<T> =>
  help === undefined ? { severity: 'warning', name, message } : { severity: 'warning', name, message, help };

export const CODES = {
  // E01xx: object files, ELF, BTF
  E0101: error('not an ELF object: {reason}', 'compile the C source with `clang --target=bpf -O2 -g -c`'),
  E0102: error(
    'the object is {what}, not 64-bit little-endian eBPF',
    'compile the C source with `clang --target=bpf -O2 -g -c`',
  ),
  E0103: error('section {section} is malformed: {reason}'),
  E0104: error('the symbol table is malformed: {reason}'),
  E0105: error('relocation {index} of section {section} cannot be applied: {reason}'),
  E0106: error('malformed BTF: {reason}'),
  E0107: error('malformed .BTF.ext: {reason}'),
  E0108: error('map {map} is not well defined: {reason}'),
  E0109: error('function {function} is not well formed: {reason}'),
  E0110: error('no program in {file}', 'a program is a function in a section of its own: SEC("xdp")'),
  E0111: error(
    'undefined symbol {symbol}',
    'give the object that defines it too; if the host has it, declare it `__ksym` and compile with -g, or link with --allow-undefined',
  ),
  E0112: error('{symbol} is defined in both {first} and {second}'),
  E0113: error('the call target at byte {offset} of the section is not the start of a function'),
  E0114: error('CO-RE relocation cannot be applied: {reason}'),
  E0115: error(
    'no value for the kernel configuration {name}',
    'give one with --kconfig, or declare it __weak',
  ),
  E0116: error('the value {value} of the kernel configuration {name} does not fit its type'),
  E0117: error('no global variable {name} in {module}'),
  E0118: error('{name} cannot be set: {reason}'),
  E0150: error('not an object that ebpfc compiled: {reason}', 'compile it first: `ebpfc FILE.o`'),

  // E02xx: instructions and assembly
  E0201: error('unknown opcode {opcode}'),
  E0202: error('{form} has a reserved field that is not zero: {field} is {value}'),
  E0203: error('opcode {opcode} has no form whose {field} is {value}'),
  E0204: error('{size} bytes of code are not a whole number of 8-byte instructions'),
  E0205: error('{form} is cut off after its first 8 bytes'),
  E0206: error('there is no register {register}', 'the registers are r0 to r10'),
  E0210: error('invalid mnemonic: {text}'),
  E0211: error('invalid number of operands for {what}'),
  E0212: error('invalid register: {text}', 'the registers are r0 to r10'),
  E0213: error('failed to decode register and offset: {text}', 'a memory operand is written `[%r1+4]`'),
  E0214: error('offset out of 16-bit range: {text}'),
  E0215: error('immediate out of {bits}-bit range: {text}'),
  E0216: error(
    'invalid label: {text}',
    'a jump goes to a label, or to `+N` or `-N` slots from the next instruction',
  ),
  E0217: error('duplicate label ({label}) detected'),
  E0218: error('{found} where {expected} should be'),
  E0219: error('the jump to {target} is {distance} slots long, which its form cannot hold'),
  E0220: error('unexpected character {text}'),

  // E03xx: control flow
  E0301: error('jump target {target} is outside the function'),
  E0302: error('control runs past the last instruction of the function'),
  E0303: error('jump into the middle of a 16-byte instruction'),
  E0304: error(
    'a 64-bit immediate of kind {kind} refers to nothing',
    'compile an ELF object with its relocations',
  ),
  E0305: error(
    'call of function {id}, which no symbol names',
    'keep the relocations and the BTF of the object',
  ),
  E0310: error('{what} in the text of a function'),

  // E04xx: memory and types
  E0401: error('access to {context} at an offset that is not the same every time'),
  E0402: error('{context} has no field at offset {offset}'),
  E0403: error(
    '{function} reads its context, and programs of several types call it',
    'give each of them its own copy: `static __always_inline`',
  ),
  E0411: error('{what} is used before it is set'),
  E0412: error('{verb} of {size} through {what}'),
  E0413: error('{verb} of {size} may be outside {what}'),
  E0414: error('cannot {verb} {what} that may be null'),
  E0415: error('{verb} of {size} may go past the end of {what}'),
  E0416: error('write to {what}, which is read-only'),
  E0417: error('cannot {verb} {what}'),
  E0418: error('{op} is not allowed on {what}'),
  E0419: error('{what} must not get into {where}'),
  E0420: error('the program may return a value outside [{min}, {max}]'),

  // E05xx: helpers, maps, kfuncs
  E0501: error(
    '{helper} cannot be had in user space: {reason}',
    'see docs/helpers.md for the helpers that can be had',
  ),
  E0502: error('kernel function {name} cannot be had in user space: {reason}'),
  E0503: error(
    'map {map} of type {type} cannot be had in user space: {reason}',
    'see docs/maps.md for the types that can be had',
  ),
  E0504: error('map {map} has type {type}, which no kernel has'),
  E0505: error('{type} programs cannot run in user space: {reason}'),
  E0506: error(
    'map {map} of type {type} cannot be made: {reason}',
    'see docs/maps.md for what each type asks',
  ),
  E0511: error('helper {id} is not known'),
  E0512: error('{helper} cannot be called from {type} programs'),
  E0513: error('argument {argument} of {helper} must be {expected}'),
  E0514: error('{helper} does not take a map of type {type}'),
  E0515: error('argument {argument} of {helper} is a length without a bound'),
  E0516: error('{what} while a spin lock is held', 'release the lock with bpf_spin_unlock first'),
  E0517: error('bpf_spin_unlock of a lock that is not held'),
  E0518: error('{what} while a resource is held'),
  E0519: error(
    'the prototype of kfunc {name} is not known',
    'if the host has it, say so: `--host-kfunc=NAME`; its declaration is then its prototype',
  ),
  E0520: error('call of a function whose address is not known'),
  E0521: error('legacy packet loads are not allowed in {type} programs'),
  E0522: error(
    'section {section} does not say what kind of program it holds',
    'name it as libbpf does, for example SEC("xdp")',
  ),

  // E06xx: termination and limits
  E0611: error('the loop may run for ever: the same state comes back'),
  E0612: error('not verified within {steps} steps'),
  E0613: error('{frames} frames deep, more than {limit}'),
  E0614: error('the frames of this call take {bytes} bytes of stack, more than {limit}'),
  E0615: error('{name} calls itself'),

  // E07xx: toolchain and back end
  E0701: error(
    '{tool} was not found',
    'install clang 19 to 22, on Debian: `apt-get install clang-19 lld-19 llvm-19`; or name it: `--clang=PATH`',
  ),
  E0702: error(
    '{tool} is version {version}, and versions 19 to 22 are supported',
    'on Debian: `apt-get install clang-19 lld-19 llvm-19`; or name another one: `--clang=PATH`',
  ),
  E0703: error('{tool} did not finish within {seconds} seconds'),
  E0704: error('{tool} failed with the given --clang-arg or -Wl options'),
  E0705: error('{tool} was ended by {signal}'),

  // E08xx: options and files
  E0801: error('unknown option {option}'),
  E0802: error('option {option} needs {what}'),
  E0803: error('{value} is not a value of {option}'),
  E0804: error('cannot read {file}: {reason}'),
  E0805: error('cannot write {file}: {reason}'),
  E0806: error('{what} is needed', 'see `ebpfc --help`'),
  E0807: error('only ELF objects are linked: {language} must be the one input'),
  E0808: error('there is no target {target}', '`ebpfc --print-targets` prints those there are'),
  E0809: error('{file} has no program to compile', 'a program is a global function in a section of its own'),
  E0810: error('the output {file} is also an input', 'name another one: `-o FILE`'),
  E0811: error('{file} has no program {name}'),
  E0812: error('program {name} was ended by {signal}'),
  E0813: error(
    'program {name} did not end within {seconds} seconds',
    'give it more time: `--timeout=SECONDS`',
  ),
  E0814: error('program {name} cannot be run: {reason}'),
  E0815: error('{option} does not go with input in {language}'),
  E0816: error('the configuration cannot be used: {reason}'),
  E0830: error('process {pid} cannot be attached to: {reason}'),
  E0831: error('program {name} is not attached to {place}: {reason}'),
  E0840: error('session {name} cannot be used: {reason}'),
  E0841: error('map {map}: {reason}'),
  E0843: error('not a key, value or type that can be used: {what}: {reason}'),
  E0844: error('{file} is not an interface of a host: {reason}', 'see schemas/interface.schema.json'),

  // Warnings
  W0001: warning('unverified', 'compiled without verification: the object may do anything its host may do'),
  W0002: warning('unknown-warning', 'there is no warning {name}'),
  W0101: warning(
    'no-kernel-btf',
    'CO-RE relocations stay as they were compiled: {reason}',
    'name the types of the target, `--btf=FILE`, or say that it is meant: `--btf=none`',
  ),
  W0501: warning(
    'constant-helper',
    '{helper} always answers {answer}',
    'a host can bind its own helper of that number instead',
  ),
  W0502: warning('unused-host-kfunc', 'nothing calls the function {name} of the host'),
} as const satisfies Record<string, CodeRow>;

export type Code = keyof typeof CODES;

/** The parameter names in a message template: `Params<'a {b} c'>` is `{ b: string | number }`. */
export type Params<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? { [K in Name]: string | number } & Params<Rest>
  : unknown;

export type CodeParams<C extends Code> = Params<(typeof CODES)[C]['message']>;

/** The message of a code with its parameters filled in. */
export function formatMessage(template: string, params: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? `{${name}}`));
}
