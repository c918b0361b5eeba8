/** Shells that there is completion for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** A script that makes a shell ask `ksvc __complete <words…>`, which answers a candidate and a tab and its meaning a line. */
export function shellScript(shell: (typeof shells)[number]): string {
  return scripts[shell];
}

const scripts: Readonly<Record<(typeof shells)[number], string>> = {
  // Bash takes words apart at : and =, and replaces only what follows the last of them.
  bash: `# bash completion for ksvc: source <(ksvc completion bash)
_ksvc() {
  local line="\${COMP_LINE:0:COMP_POINT}" current prefix candidate
  local -a words
  read -ra words <<<"$line"
  if [[ "$line" == *[[:space:]] ]]; then words+=(""); fi
  current="\${words[\${#words[@]} - 1]}"
  prefix="\${current%"\${current##*[:=]}"}"
  COMPREPLY=()
  while IFS=$'\\t' read -r candidate _; do
    [[ -n "$candidate" ]] && COMPREPLY+=("\${candidate#"$prefix"}")
  done < <("\${words[0]}" __complete "\${words[@]:1}" 2>/dev/null)
  if [[ \${#COMPREPLY[@]} -eq 1 && "\${COMPREPLY[0]}" == *[=/,] ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -o default -F _ksvc ksvc
`,
  zsh: `#compdef ksvc
# zsh completion for ksvc: ksvc completion zsh > a file _ksvc in a directory of fpath, or source <(ksvc completion zsh)
_ksvc() {
  local line value
  local -a candidates
  for line in "\${(@f)$(ksvc __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -z "$line" ]] && continue
    value="\${line%%$'\\t'*}"
    candidates+=("\${value//:/\\\\:}:\${line#*$'\\t'}")
  done
  if (( \${#candidates} )); then
    _describe 'ksvc' candidates
  else
    _files
  fi
}
if [[ "\${funcstack[1]}" == _ksvc ]]; then
  _ksvc "$@"
else
  compdef _ksvc ksvc
fi
`,
  fish: `# fish completion for ksvc: ksvc completion fish > ~/.config/fish/completions/ksvc.fish
function __ksvc_complete
  set -l words (commandline -opc)
  set -e words[1]
  ksvc __complete $words (commandline -ct) 2>/dev/null
end
complete -c ksvc -a '(__ksvc_complete)'
`,
};
