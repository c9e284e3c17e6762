/**
 * What runs in the interpreter before the guest's code, as a text. Its one function takes away the bridge to JavaScript
 * and what is not deterministic, and gives another one, which runs the script that lies in a file of the interpreter's
 * memory and writes how it ended to another. The host believes nothing of what stands there.
 */
export const guestPrelude = `
def _prepare():
    import ast, asyncio, atexit, json, keyword, os, random, sys, time, types
    dumps, loads, open_file, write, flush_order = json.dumps, json.loads, open, os.write, (sys.stdout, sys.stderr)
    set_recursion_limit, set_trace, recursion_limit = sys.setrecursionlimit, sys.settrace, sys.getrecursionlimit()
    run_exit_functions = atexit._run_exitfuncs
    source = 'script.py'
    absent = {'js', 'pyodide', 'pyodide_js', '_pyodide', '_pyodide_core', 'ctypes', '_ctypes', 'webbrowser'}

    class NotHere:
        @staticmethod
        def find_spec(name, path=None, target=None):
            if name.partition('.')[0] in absent:
                raise ModuleNotFoundError(f'No module named {name!r}', name=name)

    def leave_javascript():
        for name in [name for name in sys.modules if name.partition('.')[0] in absent]:
            del sys.modules[name]
        ours = [finder for finder in sys.meta_path if not finder.__module__.startswith('_pyodide')]
        sys.meta_path[:] = [NotHere, *ours]
        sys.excepthook, sys.displayhook = sys.__excepthook__, sys.__displayhook__

    clock = os.open('/dev/clock', os.O_WRONLY)

    def pass_time(seconds):
        write(clock, repr(float(seconds)).encode())

    def sleep(seconds, /):
        if seconds < 0:
            raise ValueError('sleep length must be non-negative')
        pass_time(seconds)

    class Time:
        """What a loop waits for where there is nothing but time."""

        def select(self, timeout):
            if timeout is None:
                raise RuntimeError('It waits for something that never comes.')
            pass_time(max(timeout, 0))
            return []

        def close(self):
            pass

    class VirtualLoop(asyncio.BaseEventLoop):
        def __init__(self):
            super().__init__()
            self._selector = Time()
            # Time stands where the loop let it pass to: what is due then is due, whatever the floats' last bits say.
            self._clock_resolution = 1e-6

        def _process_events(self, events):
            pass

        def _write_to_self(self):
            pass

    class VirtualPolicy(asyncio.events.BaseDefaultEventLoopPolicy):
        _loop_factory = VirtualLoop

    def own_nodes(tree):
        for node in ast.iter_child_nodes(tree):
            yield node
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
                yield from own_nodes(node)

    def as_function(tree, own, kind):
        """The program as a function, so that it may return; its names stay global, as those of any program."""
        split = next((at for at, node in enumerate(tree.body) if getattr(node, 'module', '') != '__future__'), 0)
        for node in own:
            if isinstance(node, ast.AnnAssign):
                node.simple = 0

        def wrapped(names):
            body = tree.body[split:]
            function = ast.parse('def __script__(): pass').body[0]
            function.body = [ast.Global(names), *body] if names else body
            if kind is ast.AsyncFunctionDef:
                function = kind(**{name: getattr(function, name) for name in function._fields})
            program = ast.fix_missing_locations(ast.Module([*tree.body[:split], function], []))
            return compile(program, source, 'exec', dont_inherit=True)

        plain = wrapped([])
        code = next(each for each in plain.co_consts if isinstance(each, types.CodeType))
        try:
            return wrapped(sorted(name for name in {*code.co_varnames, *code.co_cellvars} if name.isidentifier()))
        except SyntaxError:
            return plain

    def run(code, namespace):
        tree = ast.parse(code, source)
        own = list(own_nodes(tree))
        waits = any(isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith)) for node in own)
        if not waits and not any(isinstance(node, ast.Return) for node in own):
            exec(compile(tree, source, 'exec', dont_inherit=True), namespace)
            return None
        exec(as_function(tree, own, ast.AsyncFunctionDef if waits else ast.FunctionDef), namespace)
        result = namespace.pop('__script__')()
        return asyncio.run(result) if waits else result

    def describe(error):
        try:
            text = str(error)
            name = type(error).__name__
            return (f'{name}: {text}' if text else name)[:2000]
        except BaseException:
            return 'an exception that cannot be shown'

    def exit_code(code):
        if code is None:
            return 0
        if isinstance(code, int):
            return int(code) if -(2**31) <= code < 2**31 else 255
        print(code, file=sys.stderr)
        return 1

    def ending(code, namespace):
        try:
            value = run(code, namespace)
        except SystemExit as stop:
            return {'kind': 'ended', 'code': exit_code(stop.code)}
        except MemoryError:
            return {'kind': 'memory'}
        except BaseException as error:
            return {'kind': 'threw', 'message': describe(error)}
        if value is None:
            return {'kind': 'ended', 'code': 0}
        try:
            return {'kind': 'ended', 'code': 0, 'returned': dumps(value, allow_nan=False)}
        except MemoryError:
            return {'kind': 'memory'}
        except BaseException as error:
            return {'kind': 'threw', 'message': f'the returned value is not JSON: {describe(error)}'}

    def settle():
        set_trace(None)
        set_recursion_limit(recursion_limit)
        run_exit_functions()
        for stream in (sys.stdout, sys.stderr, *flush_order):
            try:
                stream.flush()
            except BaseException:
                # Whatever the script put there, its output is its own affair.
                pass

    def rehearse():
        with open_file('/request') as file:
            request = loads(file.read())
        os.unlink('/request')
        wrong = [name for name in request['variables'] if not name.isidentifier() or keyword.iskeyword(name)]
        main = types.ModuleType('__main__')
        main.__file__ = source
        main.__dict__.update(request['variables'])
        sys.modules['__main__'] = main
        sys.argv[:] = [source, *request['arguments']]
        os.environ.clear()
        os.environ.update(request['environment'])
        random.seed(request['seed'])
        if wrong:
            end = {'kind': 'threw', 'message': f'The argument {wrong[0]!r} cannot be the name of a variable.'}
        else:
            end = ending(request['code'], main.__dict__)
        settle()
        with open_file('/ending', 'w') as file:
            file.write(dumps(end))

    leave_javascript()
    time.sleep = sleep
    asyncio.run = asyncio.runners.run
    asyncio._set_running_loop(None)
    asyncio.set_event_loop_policy(VirtualPolicy())
    return rehearse
`;

/** What runs when an interpreter has started from the snapshot, which holds the prelude already. */
export const guestStart = '_rehearse = _prepare(); del _prepare';
