# Checks a node's settings by the table of keys, and prints them: with show=all as shell assignments, defaults filled
# in; with show=given as lines NAME=VALUE, only those that are set.
# Reads keys.table and the component's reserved.table, then the settings: a JSON document as snapctl prints it, or lines
# NAME=VALUE.
# Prints nothing but one line on standard error, and fails, where a setting is wrong.

BEGIN { FS = "|" }

FILENAME != "-" && $1 == "key" && $2 == component {
  names[++count] = $3
  kind[$3] = $4
  limits[$3] = $5
  preset[$3] = $6
}
FILENAME != "-" && $1 == "role" && $2 == component { roles = roles (roles ? ", " : "") $3; needs[$3] = $4 }
FILENAME != "-" && $1 == "reserved" { reserved[$2] = $3 }
FILENAME == "-" { text = text $0 "\n" }

END {
  if (text ~ /^[ \t\n]*{/) read_json(""); else read_lines()
  for (i = 1; i <= count; i++) check(names[i], value_of(names[i]))
  check_needs()
  for (i = 1; i <= count; i++)
    if (show == "given") print_given(names[i])
    else print "key_" shell_name(names[i]) "=" quote(value_of(names[i]))
}

function print_given(name,   i, n, line) {
  n = split(given[name], line, "\n")
  for (i = 1; i <= n; i++) print name "=" line[i]
}

function value_of(name) { return (name in given) && given[name] != "" ? given[name] : preset[name] }

# A name that is given again becomes a list, one value on each line.
function give(name, value) {
  if (!(name in kind)) fault("unknown key \"" name "\"; the keys are: " known())
  if (name in given) given[name] = given[name] "\n" value
  else given[name] = value
}

function known(   i, all) {
  for (i = 1; i <= count; i++) all = all (i > 1 ? ", " : "") names[i]
  return all
}

function check(name, value,   limit) {
  if (value == "") return
  if (!is_list(name) && value ~ /[[:cntrl:]]/) wrong(name, value, "it must be one value on one line")
  if (kind[name] == "integer") check_integer(name, value)
  if (kind[name] == "host" && value !~ /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/) wrong(name, value, "it must be a host name or an IPv4 address")
  if (kind[name] == "token" && value !~ /^[A-Za-z0-9._-]+$/) wrong(name, value, "it must be of letters, digits, dots, dashes and underscores")
  if (kind[name] == "choice" && (value ~ /,/ || !listed(value, limits[name]))) wrong(name, value, "it must be one of " limits[name])
  if (kind[name] == "roles") check_roles(name, value)
  if (kind[name] == "properties") check_properties(name, value)
  if (kind[name] == "folders") check_folders(name, value)
}

function is_list(name) { return kind[name] == "properties" || kind[name] == "folders" }

function check_integer(name, value,   limit) {
  split(limits[name], limit, ",")
  if (value !~ /^(0|[1-9][0-9]*)$/ || length(value) > 9 || value + 0 < limit[1] + 0 || value + 0 > limit[2] + 0)
    wrong(name, value, "it must be a whole number from " limit[1] " to " limit[2])
}

function check_roles(name, value,   i, n, part) {
  n = split(value, part, ",")
  for (i = 1; i <= n; i++)
    if (!(part[i] in needs)) wrong(name, value, "each must be one of " roles)
}

function check_properties(name, value,   i, n, line) {
  n = split(value, line, "\n")
  for (i = 1; i <= n; i++) {
    if (line[i] !~ /^[A-Za-z][A-Za-z0-9._-]*=/) wrong(name, line[i], "each must be NAME=VALUE")
    if (line[i] ~ /[[:cntrl:]]/) wrong(name, line[i], "each must be on one line")
    for (start in reserved)
      if (index(line[i], start) == 1) wrong(name, line[i], reserved[start])
  }
}

function check_folders(name, value,   i, n, line) {
  n = split(value, line, "\n")
  for (i = 1; i <= n; i++)
    if (line[i] !~ /^\/[^\/]/ || line[i] ~ /\.\.|[[:cntrl:] ,]/)
      wrong(name, line[i], "each must be the path of a folder, from / on, without blanks, commas and two dots")
}

# What a role cannot do without, such as the master's name for a worker.
function check_needs(   i, n, part) {
  n = split(value_of("roles"), part, ",")
  for (i = 1; i <= n; i++)
    if (needs[part[i]] != "" && value_of(needs[part[i]]) == "")
      fault(needs[part[i]] " is not set: the role " part[i] " needs it")
}

function listed(word, list) { return index("," list ",", "," word ",") > 0 }

function wrong(name, value, rule) { fault(name " is \"" value "\": " rule) }

function fault(message) {
  gsub(/[[:cntrl:]]/, " ", message)
  print "error: " message > "/dev/stderr"
  failed = 1
  exit 1
}

function shell_name(name) {
  gsub(/[.-]/, "_", name)
  return name
}

function quote(value) {
  gsub(/'/, "'\\''", value)
  return "'" value "'"
}

function read_lines(   i, n, line, at) {
  n = split(text, line, "\n")
  for (i = 1; i <= n; i++) {
    at = index(line[i], "=")
    if (at > 0) give_line(substr(line[i], 1, at - 1), substr(line[i], at + 1))
  }
}

# A list may be written as JSON.
function give_line(name, value) {
  if (!(name in kind) || !is_list(name) || value !~ /^\[/) {
    give(name, value)
    return
  }
  text = value
  read_json(name)
}

# A small JSON reader: maps become dotted names, lists become repeated ones.
function read_json(name) {
  place = 1
  read_value(name)
}

function read_value(name,   first) {
  skip_blanks()
  first = substr(text, place, 1)
  if (first == "{") read_map(name)
  else if (first == "[") read_list(name)
  else if (first == "\"") give(name, read_string())
  else read_word(name)
}

function read_map(name,   part) {
  place++
  for (skip_blanks(); substr(text, place, 1) != "}"; skip_blanks()) {
    if (substr(text, place, 1) == "") fault("the settings cannot be read")
    part = read_string()
    skip_blanks()
    place++
    read_value(name == "" ? part : name "." part)
    skip_blanks()
    if (substr(text, place, 1) == ",") place++
  }
  place++
}

function read_list(name) {
  place++
  for (skip_blanks(); substr(text, place, 1) != "]"; skip_blanks()) {
    if (substr(text, place, 1) == "") fault("the settings cannot be read")
    read_value(name)
    skip_blanks()
    if (substr(text, place, 1) == ",") place++
  }
  place++
}

# Numbers, true and false as they are written; null is no value.
function read_word(name,   word) {
  match(substr(text, place), /^[^],} \t\n]+/)
  if (RLENGTH < 1) fault("the settings cannot be read")
  word = substr(text, place, RLENGTH)
  place += RLENGTH
  if (word != "null") give(name, word)
}

function read_string(   one, all) {
  for (place++; (one = substr(text, place++, 1)) != "\""; all = all one) {
    if (one == "") fault("the settings cannot be read")
    if (one == "\\") one = read_escape(substr(text, place++, 1))
  }
  return all
}

function read_escape(letter,   code) {
  if (letter == "n") return "\n"
  if (letter == "t") return "\t"
  if (letter == "r") return "\r"
  if (letter != "u") return letter
  code = substr(text, place, 4)
  place += 4
  return sprintf("%c", hex(code))
}

function hex(digits,   i, sum) {
  for (i = 1; i <= length(digits); i++) sum = sum * 16 + index("0123456789abcdef", tolower(substr(digits, i, 1))) - 1
  return sum
}

function skip_blanks() { while (substr(text, place, 1) ~ /^[ \t\n]$/) place++ }
