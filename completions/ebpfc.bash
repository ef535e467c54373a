# bash completion for ebpfc
_ebpfc() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local command=compile options='' choices=''
  case ${COMP_WORDS[1]-} in
    verify|disasm|run|bench|inspect|start|trace|attach|detach|links|status|map|prog|session|gen|runtime|conformance|explain|doctor) command=${COMP_WORDS[1]} ;;
  esac
  [ "$current" != '=' ] || current=''
  [ "$previous" != '=' ] || previous=${COMP_WORDS[COMP_CWORD - 2]}
  case $previous in
    --emit) choices="bpf cfg ir llvm llvm-opt asm obj so exe" ;;
    --syntax) choices="c mnemonic" ;;
    --program-type) choices="unspec socket_filter kprobe sched_cls sched_act tracepoint xdp perf_event cgroup_skb cgroup_sock lwt_in lwt_out lwt_xmit sock_ops sk_skb cgroup_device sk_msg raw_tracepoint cgroup_sock_addr lwt_seg6local lirc_mode2 sk_reuseport flow_dissector cgroup_sysctl raw_tracepoint_writable cgroup_sockopt tracing struct_ops ext lsm sk_lookup syscall netfilter" ;;
    --entry) choices="ctx raw" ;;
    --on-unproven) choices="reject check" ;;
    --diagnostics) choices="text json sarif" ;;
    --color) choices="auto always never" ;;
    -save-temps) choices="cwd obj" ;;
    --engine) choices="native interp ir" ;;
    --cpu-version) choices="v1 v2 v3 v4" ;;
  esac
  if [ -n "$choices" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
    return
  fi
  case $command in
    compile) options="-o --emit= --standalone -S -c --check -fsyntax-only -emit-llvm -x --syntax= --prog= --section= --program-type= --btf= --kconfig= --set= --late-rodata --allow-undefined --host-kfunc= --interface= --entry= --inline --no-inline -g -g0 -O --target= -march= -mcpu= --features= --cpu-dispatch --no-cpu-dispatch --verify --no-verify --assert-facts --pointer-leak --no-pointer-leak --on-unproven= -W -w --diagnostics= --color --max-errors= -fmax-errors= --explain= -MD -MMD -MF -MT -MQ -MP -### -v --verbose -save-temps --time-passes -ftime-report --dump-after= --dump-html= --print-passes --print-helpers --print-core --disable-pass= --print-targets --print-insns --print-resource-dir --clang= --clang-arg= -Wl, --cache --no-cache --timeout= --config= --help -h --version" ;;
    verify) options="-o -x --program-type= --btf= --kconfig= --set= --late-rodata --allow-undefined --host-kfunc= --interface= --target= --pointer-leak --no-pointer-leak --on-unproven= -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --config= --json --help -h --version" ;;
    disasm) options="-o -x --syntax= --btf= --kconfig= --set= --allow-undefined --host-kfunc= --interface= -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --config= --help -h --version" ;;
    run) options="-o -x --program-type= --btf= --kconfig= --set= --late-rodata --allow-undefined --host-kfunc= --interface= --entry= --inline --no-inline -g -g0 -O --target= -march= -mcpu= --features= --cpu-dispatch --no-cpu-dispatch --verify --no-verify --assert-facts --pointer-leak --no-pointer-leak --on-unproven= -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose -save-temps --clang= --clang-arg= -Wl, --cache --no-cache --timeout= --program= --session= --data= --hex= --data-out= --repeat= --dump-maps --config= --json --help -h --version" ;;
    bench) options="-o -x --program-type= --btf= --kconfig= --set= --late-rodata --allow-undefined --entry= -g -g0 -O --target= -march= -mcpu= --features= --cpu-dispatch --no-cpu-dispatch --verify --no-verify -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose -save-temps --clang= --clang-arg= -Wl, --cache --no-cache --timeout= --program= --data= --hex= --rounds= --config= --json --help -h --version" ;;
    inspect) options="-o -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --config= --json --help -h --version" ;;
    start) options="-o -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --program= --at= --follow --session= --allow-unverified --config= --help -h --version" ;;
    trace) options="-o -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --program= --at= --follow --session= --type= -p --interval= --allow-unverified --config= --json --help -h --version" ;;
    attach) options="-o -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --program= --at= --follow --session= --allow-unverified --config= --json --help -h --version" ;;
    detach) options="-o -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --config= --help -h --version" ;;
    links) options="-o -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --config= --json --help -h --version" ;;
    status) options="-o -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --config= --help -h --version" ;;
    map) options="-o -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --session= --type= --pid= --count= --config= --json --help -h --version" ;;
    prog) options="-o -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --session= --config= --json --help -h --version" ;;
    session) options="-o -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --config= --json --help -h --version" ;;
    gen) options="-o -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --config= --help -h --version" ;;
    runtime) options="-o --target= -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --prefix= --config= --help -h --version" ;;
    conformance) options="-o -O --target= -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --engine= --cpu-version= --include-groups= --exclude-groups= --include-regex= --exclude-regex= --config= --json --help -h --version" ;;
    explain) options="-o -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --config= --help -h --version" ;;
    doctor) options="-o -W -w --diagnostics= --color --max-errors= -fmax-errors= -v --verbose --clang= --cache --no-cache --timeout= --config= --help -h --version" ;;
  esac
  if [ "${current#-}" != "$current" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    [ "${#COMPREPLY[@]}" != 1 ] || [ "${COMPREPLY[0]%=}" = "${COMPREPLY[0]}" ] || compopt -o nospace
    return
  fi
  mapfile -t COMPREPLY < <(compgen -f -- "$current")
  if [ "$COMP_CWORD" = 1 ]; then
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "verify disasm run bench inspect start trace attach detach links status map prog session gen runtime conformance explain doctor" -- "$current")
  fi
}
complete -o filenames -F _ebpfc ebpfc
