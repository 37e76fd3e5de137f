# Completion of bramble for fish. In ~/.config/fish/config.fish: bramble completion fish | source

function __bramble_complete
    set -l before (commandline -opc)
    set -l typed (commandline -ct | string replace -r '^["\']' '')
    set -l answers (bramble completion fish -- $before[2..] "$typed" 2>/dev/null)
    switch "$answers[1]"
        case :files
            set -l option (string match -r -- '^--[^=]*=' "$typed")
            __fish_complete_path (string replace -r -- '^--[^=]*=' '' "$typed") | string replace -r '^' -- "$option"
        case :folders
            __fish_complete_directories "$typed"
        case '*'
            printf '%s\n' $answers
    end
end

complete -c bramble -e
complete -c bramble -f -a '(__bramble_complete)'
