// Runs a WebAssembly module for wasm.c: node wasm.mjs MODULE SYMBOL MEMORY-FILE, commands on the standard input.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [module, symbol, path] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(module), {});
const { memory, __heap_base, bench_repeat, [symbol]: program } = instance.exports;
const base = (__heap_base.value + 4095) & ~4095;
let size = 0;

/** Each command gives a number. */
const commands = {
  ready: () => 1,
  take: bytes => {
    size = Number(bytes);
    const missing = base + size + 65536 - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65536));
    new Uint8Array(memory.buffer).set(readFileSync(path), base);
    return size;
  },
  run: () => {
    const result = BigInt.asUintN(64, program(base, BigInt(size)));
    writeFileSync(path, new Uint8Array(memory.buffer, base, size));
    return result;
  },
  // One thread runs the module; what compiles it in the background has come to rest after the warm-up.
  sample: calls => {
    const start = process.cpuUsage();
    bench_repeat(base, BigInt(size), calls);
    const { user, system } = process.cpuUsage(start);
    return (user + system) * 1000;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, number] = line.split(' ');
  process.stdout.write(`${commands[verb](BigInt(number))}\n`);
}
rmSync(path, { force: true });
