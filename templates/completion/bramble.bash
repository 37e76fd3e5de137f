# shellcheck shell=bash
# Completion of bramble for bash. In ~/.bashrc: eval "$(bramble completion bash)"

# COMP_WORDS is cut at = : @ too. Outside quotes bash replaces only what stands behind the last of these, an @ with it.
_bramble() {
  local words=() rest=${COMP_LINE:0:COMP_POINT} word i n typed answer
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]} n=${#words[@]}
    if ((n == 0)) || [[ $rest == [[:space:]]* ]]; then words+=("$word"); else words[n - 1]+=$word; fi
    rest=${rest#*"$word"}
  done
  typed=${words[${#words[@]} - 1]}
  if [[ $typed == *[\"\']* ]]; then typed=; else typed=${typed%"${typed##*["$COMP_WORDBREAKS"]}"}; fi
  typed=${typed%@}
  COMPREPLY=()
  while IFS=$'\t' read -r answer _; do
    case $answer in
      :files | :folders) compopt -o default 2>/dev/null ;;
      *) COMPREPLY+=("${answer#"$typed"}") ;;
    esac
  done < <(bramble completion bash -- "${words[@]:1}" 2>/dev/null)
}
complete -F _bramble bramble
