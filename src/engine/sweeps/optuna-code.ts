/** Asks a study that knows all trials for further ones. Reads JSON from its input, writes JSON. */
export const optunaCode = `
import json, sys
try:
    import optuna
except ImportError:
    sys.exit(3)
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
optuna.logging.set_verbosity(optuna.logging.ERROR)
request = json.load(sys.stdin)
space = {}
for at, axis in enumerate(request['axes']):
    if 'count' in axis:
        space[str(at)] = CategoricalDistribution(list(range(axis['count'])))
    elif axis['integer']:
        space[str(at)] = IntDistribution(axis['low'], axis['high'], log=axis['log'])
    else:
        space[str(at)] = FloatDistribution(axis['low'], axis['high'], log=axis['log'])
# What was asked for and not told of yet counts as bad: else all that are asked for at once are alike.
sampler = optuna.samplers.TPESampler(seed=request['seed'], constant_liar=True)
study = optuna.create_study(directions=['minimize'] * request['goals'], sampler=sampler)
for trial in request['tried']:
    params = {str(at): value for at, value in enumerate(trial['params'])}
    if any(value is None for value in params.values()):
        continue
    goals = trial['goals']
    state = optuna.trial.TrialState.FAIL if goals is None else optuna.trial.TrialState.COMPLETE
    study.add_trial(optuna.trial.create_trial(params=params, distributions=space, values=goals, state=state))
asked = [study.ask(space).params for _ in range(request['count'])]
json.dump([[params[str(at)] for at in range(len(space))] for params in asked], sys.stdout)
`;
