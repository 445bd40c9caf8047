# Sourced: `step "name" command …` runs a command and prints its seconds;
# all steps run, and `finish` fails when one did.

failed=()

step() {
  local name=$1 start=$SECONDS output code=0
  shift
  printf '%-28s' "$name"
  output=$("$@" 2>&1 </dev/null) || code=$?
  if [ "$code" -eq 0 ]; then
    echo "ok      $((SECONDS - start)) s"
  else
    echo "FAILED  $((SECONDS - start)) s"
    # An interrupted command ends the run; a failed one lets the others speak.
    [ "$code" -lt 128 ] || exit "$code"
    printf '%s\n' "$output" | sed 's/^/    /'
    failed+=("$name")
  fi
}

finish() {
  [ ${#failed[@]} -eq 0 ] && return
  printf 'failed: %s\n' "${failed[@]}" >&2
  exit 1
}
