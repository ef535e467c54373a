// Tests run compiled, each file in a process of its own: a native crash then takes down one file, not the run.
export default {
  files: ['build/testsuite/**/*.test.js', 'build/bpf_conformance/**/*.test.js'],
  workerThreads: false,
  timeout: '5m',
};
