import traceback
from tests.cli import test_both_ways as m
from tests.cli.test_both_ways import *
from tests.cli.test_both_ways import pair
for _n in [n for n in list(globals()) if n.startswith("test_")]:
    del globals()[_n]

def test_steps(pair):
    out = open("/tmp/w/both/out.txt","w")
    for step, view in [*((s, lambda v: v) for s in m.STEPS), *((s, m.form_of) for s in m.STEPS_OF_EACH)]:
        t=time.monotonic()
        try:
            near, far = pair.both(step, view)
            if near != far:
                out.write(f"DIFF {step}\n near {near}\n far  {far}\n")
            else: out.write(f"ok {time.monotonic()-t:.1f} {step}\n")
        except BaseException as e:
            out.write(f"FAIL {step}\n   {str(e)[:1500]}\n   {type(e)}\n")
            out.write("".join(traceback.format_tb(e.__traceback__)[-3:]))
        out.flush()
