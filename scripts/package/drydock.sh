#!/bin/sh
# The command line of an installed Drydock: the packaged Node runs the packaged command.
here=$(dirname "$(readlink -f "$0")")
exec "$here/../node/bin/node" "$here/../cli/drydock.js" "$@"
