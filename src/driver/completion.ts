/** Completions for bash, zsh and fish, from the option table. */
import { COMMANDS, type Command, OPTIONS, type OptionRow, optionsOf } from './options.js';

const commands = Object.keys(COMMANDS) as Command[];
const words = commands.filter(command => command !== 'compile');

/** Names with what joins their value to them: `--emit=`. */
function typed(row: OptionRow): string[] {
  const suffix = row.form === 'equals' && row.implied === undefined ? '=' : '';
  return row.refused === undefined ? [...row.names.map(name => name + suffix), ...(row.off ?? [])] : [];
}

export function bashCompletion(): string {
  const lists = commands.map(command => {
    const names = optionsOf(command).flatMap(([, row]) => typed(row));
    return `    ${command}) options="${names.join(' ')}" ;;`;
  });
  const values = (Object.values(OPTIONS) as OptionRow[]).flatMap(({ names, choices, form }) =>
    choices && form === 'equals' ? [`    ${names.join('|')}) choices="${choices.join(' ')}" ;;`] : [],
  );
  return `# bash completion for ebpfc
_ebpfc() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
  local command=compile options='' choices=''
  case \${COMP_WORDS[1]-} in
    ${words.join('|')}) command=\${COMP_WORDS[1]} ;;
  esac
  [ "$current" != '=' ] || current=''
  [ "$previous" != '=' ] || previous=\${COMP_WORDS[COMP_CWORD - 2]}
  case $previous in
${values.join('\n')}
  esac
  if [ -n "$choices" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
    return
  fi
  case $command in
${lists.join('\n')}
  esac
  if [ "\${current#-}" != "$current" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    [ "\${#COMPREPLY[@]}" != 1 ] || [ "\${COMPREPLY[0]%=}" = "\${COMPREPLY[0]}" ] || compopt -o nospace
    return
  fi
  mapfile -t COMPREPLY < <(compgen -f -- "$current")
  if [ "$COMP_CWORD" = 1 ]; then
    mapfile -t -O "\${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "${words.join(' ')}" -- "$current")
  fi
}
complete -o filenames -F _ebpfc ebpfc
`;
}

export function zshCompletion(): string {
  const quote = (text: string): string => text.replace(/'/g, "'\\''").replace(/[[\]:]/g, '\\$&');
  const spec = (row: OptionRow): string[] =>
    row.refused !== undefined
      ? []
      : [...row.names, ...(row.off ?? [])].map(name => {
          const repeat = row.repeat ? '*' : '';
          if (row.value === undefined || row.off?.includes(name))
            return `'${repeat}${name}[${quote(row.help)}]'`;
          const join = row.form === 'equals' ? '=' : row.form === 'either' ? '+' : '-';
          const action = row.choices ? `(${row.choices.join(' ')})` : row.value === 'FILE' ? '_files' : '';
          const optional = row.implied === undefined ? ':' : '::';
          return `'${repeat}${name}${join}[${quote(row.help)}]${optional}${quote(row.value)}:${action}'`;
        });
  const cases = commands.map(command => {
    const specs = optionsOf(command).flatMap(([, row]) => spec(row));
    return `    ${command})\n      _arguments ${specs.join(' \\\n        ')} \\\n        '*:file:_files' ;;`;
  });
  return `#compdef ebpfc
local command=compile
case \${words[2]-} in
  ${words.join('|')})
    command=\${words[2]}
    shift words
    ((CURRENT--)) ;;
  *)
    if ((CURRENT == 2)) && [[ \${words[2]-} != -* ]]; then
      local -a commands=(${words.map(name => `'${name}:${quote(COMMANDS[name].summary)}'`).join(' ')})
      _describe command commands
    fi ;;
esac
case $command in
${cases.join('\n')}
esac
`;
}

export function fishCompletion(): string {
  const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const lines = ['# fish completion for ebpfc'];
  const none = `not __fish_seen_subcommand_from ${words.join(' ')}`;
  for (const name of words) {
    lines.push(`complete -c ebpfc -n '__fish_is_first_token' -a ${name} -d ${quote(COMMANDS[name].summary)}`);
  }
  for (const row of Object.values(OPTIONS) as OptionRow[]) {
    if (row.refused !== undefined) continue;
    const others = row.commands?.filter(command => command !== 'compile') ?? [];
    const seen = `__fish_seen_subcommand_from ${others.join(' ')}`;
    let condition = '';
    if (row.commands) {
      const compile = row.commands.includes('compile');
      if (compile) condition = others.length > 0 ? ` -n '${none}; or ${seen}'` : ` -n '${none}'`;
      else condition = ` -n '${seen}'`;
    }
    for (const name of [...row.names, ...(row.off ?? [])]) {
      const bare = name.replace(/^--?/, '');
      const kind = name.startsWith('--') ? '-l' : bare.length === 1 ? '-s' : '-o';
      const needs =
        row.value === undefined || row.implied !== undefined || row.off?.includes(name) ? '' : ' -r';
      const choices = row.choices ? ` -f -a ${quote(row.choices.join(' '))}` : '';
      lines.push(
        `complete -c ebpfc${condition} ${kind} ${quote(bare)}${needs}${choices} -d ${quote(row.help)}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
