export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/**
 * The script for a shell. All of them hand the words up to the cursor to `doc-ops __complete SHELL PROGRAM …`, whose
 * first line says what kind of answer it is (`words`; `open`: no space behind the word; `files`; `folders`) and whose
 * others are a candidate, a tab and what it is.
 */
export function completionScript(shell: Shell): string {
  switch (shell) {
    case 'bash':
      return bash;
    case 'zsh':
      return zsh;
    case 'fish':
      return fish;
  }
}

/**
 * Readline shows candidates and puts them on the line by the same text, so descriptions are there only while it lists
 * several (COMP_TYPE 9: Tab, 63: Tab Tab, 33 and 64: lists at once), never where it inserts.
 */
const bash = `# bash completion for doc-ops and kanban-ops; made by: doc-ops completion bash
_doc_ops() {
  local program=\${1/#\\~\\//$HOME/} kind= value= description= line=
  local -a values=() descriptions=()
  COMPREPLY=()
  type -t -- "$program" >/dev/null || return 0
  {
    IFS= read -r kind
    while IFS=$'\\t' read -r value description; do
      values+=("$value")
      descriptions+=("$description")
    done
  } < <("$program" __complete bash "\${program##*/}" "$COMP_WORDBREAKS" "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null </dev/null)
  case $kind in
    files) compopt -o default 2>/dev/null; return 0 ;;
    folders) compopt -o dirnames 2>/dev/null; return 0 ;;
    open) compopt -o nospace 2>/dev/null ;;
  esac
  if ((\${#values[@]} < 2)) || [[ $COMP_TYPE == 37 || $COMP_TYPE == 42 ]]; then
    COMPREPLY=("\${values[@]}")
    return 0
  fi
  local -i widest=0 index=0 room=0
  for value in "\${values[@]}"; do ((\${#value} > widest)) && widest=\${#value}; done
  ((room = \${COLUMNS:-80} - widest - 4))
  for ((index = 0; index < \${#values[@]}; index++)); do
    description=\${descriptions[index]}
    if [[ -z $description ]] || ((room < 12)); then
      COMPREPLY+=("\${values[index]}")
      continue
    fi
    ((\${#description} > room)) && description=\${description:0:room-1}…
    printf -v line '%-*s  %s' "$widest" "\${values[index]}" "$description"
    COMPREPLY+=("$line")
  done
}
complete -o nosort -F _doc_ops doc-ops kanban-ops 2>/dev/null || complete -F _doc_ops doc-ops kanban-ops
`;

const zsh = `#compdef doc-ops kanban-ops
# zsh completion for doc-ops and kanban-ops; made by: doc-ops completion zsh
_doc-ops() {
  local program=\${words[1]/#\\~\\//$HOME/} kind line value
  local -a lines values shown plain
  (( $+commands[$program] || $+functions[$program] )) || [[ -x $program ]] || return 1
  lines=("\${(@f)$("$program" __complete zsh "\${program:t}" "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null </dev/null)}")
  kind=$lines[1]
  case $kind in
    files | folders)
      [[ $PREFIX == --*=* ]] && compset -P '*='
      if [[ $kind == folders ]]; then _files -/; else _files; fi
      return
      ;;
  esac
  local -i widest=0
  for line in "\${(@)lines[2,-1]}"; do
    value=\${line%%$'\\t'*}
    values+=("$value")
    (( \${#value} > widest )) && widest=\${#value}
  done
  (( \${#values} )) || return 1
  for line in "\${(@)lines[2,-1]}"; do
    value=\${line%%$'\\t'*}
    line=\${line#*$'\\t'}
    if [[ -n $line ]]; then
      shown+=("\${\${(r:widest:)value}}  -- \${line[1,COLUMNS-widest-6]}")
    else
      shown+=("$value")
    fi
  done
  local -a open
  [[ $kind == open ]] && open=(-S '')
  compadd -V doc-ops -l -M 'm:{[:lower:]}={[:upper:]}' -d shown $open -a values
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _doc-ops "$@"
else
  compdef _doc-ops doc-ops kanban-ops
fi
`;

const fish = `# fish completion for doc-ops and kanban-ops; made by: doc-ops completion fish
function __doc_ops_complete
    set -l words (commandline -opc)
    set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
    type -q -- $program; or return
    set -l typed (commandline -ct)
    set -l answer ($program __complete fish (string replace -r '.*/' '' -- $program) $words[2..-1] "$typed" 2>/dev/null </dev/null)
    switch "$answer[1]"
        case files folders
            set -l head (string match -r -- '^--[^=]+=' "$typed")
            set -l rest (string replace -r -- '^--[^=]+=' '' "$typed")
            if test "$answer[1]" = folders
                printf "$head%s\\n" (__fish_complete_directories "$rest")
            else
                printf "$head%s\\n" (__fish_complete_path "$rest")
            end
        case '*'
            set -e answer[1]
            printf '%s\\n' $answer
    end
end
complete -c doc-ops -f -k -a '(__doc_ops_complete)'
complete -c kanban-ops -f -k -a '(__doc_ops_complete)'
`;
