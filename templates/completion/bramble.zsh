#compdef bramble
# Completion of bramble for zsh. In ~/.zshrc, behind compinit: eval "$(bramble completion zsh)"

_bramble() {
  local -a answers candidates
  answers=("${(@f)$(bramble completion zsh -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  case $answers[1] in
    :files | :folders)
      compset -P '--*='
      if [[ $answers[1] == :files ]]; then _files; else _files -/; fi
      ;;
    ?*)
      candidates=("${(@)${(@)answers//:/\\:}/$'\t'/:}")
      _describe -t words bramble candidates
      ;;
  esac
}
compdef _bramble bramble
