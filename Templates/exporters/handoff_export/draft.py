"""What all exporters share: a manifest while it is put together, schemas, and the list of what an object cannot tell."""

import copy
import inspect
import re
import sys

VERSION = "0.0.0"  # No framework versions an agent's output.
TEXT = {"type": "string"}
#: A transfer call without arguments: control moves, what travels is the conversation.
EMPTY = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


class Unreadable(Exception):
    """An object that no exporter knows, or that lacks what every version of its framework has."""


class Draft:
    """Agents, handoffs and contracts in the order in which an exporter meets them."""

    def __init__(self, name):
        self.name = name
        self.entry = []
        self.input = None
        self.limits = None
        self.extra = {}
        self.reserved = set()  # Names of agents that are still to come: nobody else may be called so.
        self.trees = {}  # What an exporter has read besides: identity of an object -> its reader.
        self.agents = {}
        self.handoffs = []
        self._leaving = {}  # agent -> its handoffs
        self.losses = []
        self._offers = {}  # agent -> {"output": schema, "failures": {…}}
        self._payloads = []  # one for each handoff: a schema, EMPTY, or None where nothing is known
        self._several = []
        self._only = set()  # The handoffs that carry their own payload and never what the agent produces otherwise.
        self._contracts = {}
        self._definitions = {}
        self._versions = {}

    # MARK: What an exporter says

    def agent(self, name, output=None, failures=None, **members):
        """Meets an agent, for the first time or again. A member that is None, false or empty says nothing.

        `output` is the schema of the final output or a list of them; an empty list says that it has none.
        """
        agent = self.agents.setdefault(name, {})
        for key, value in members.items():
            if value not in (None, False, "", [], ()):
                agent[key.replace("x_", "x-", 1)] = list(dict.fromkeys(value)) if key == "tools" else value
        offer = self._offers.setdefault(name, {"output": None, "failures": {}})
        if output is not None:
            outputs = output if isinstance(output, list) else [output]
            offer["output"] = (offer["output"] or []) + [self.hoisted(o) for o in outputs]
        offer["failures"].update(failures or {})
        return name

    def handoff(self, source, target, payload=None, guard=None, label=None, default=False, only=False, **members):
        """A handoff. `payload` is what travels where that is known; `guard` is the name of a test in code.

        `only` says that the payload is made for this handoff and is never what the agent produces otherwise.
        """
        handoff = {"from": source, "to": target}
        for key, value in members.items():
            if value not in (None, False):
                handoff[key.replace("x_", "x-", 1)] = value
        if only:
            self._only.add(len(self.handoffs))
        if default:
            handoff["x-guard"] = {"default": True}
        elif guard is not None:
            handoff["condition"] = guard
            handoff["x-guard"] = {"opaque": True, "by": guard}
            if label is not None:
                handoff["x-guard"]["label"] = label
        self.handoffs.append(handoff)
        self._leaving.setdefault(source, []).append(handoff)
        self._payloads.append(None if payload is None else self.hoisted(payload))
        return handoff

    def type_rest(self, agent, schema):
        """Says what the agent's handoffs carry of which nothing was said yet."""
        for index, handoff in enumerate(self.handoffs):
            if handoff["from"] == agent and handoff.get("on") is None and handoff.get("pattern") != "supervisor":
                if self._payloads[index] is None and handoff.get("evidence") is None:
                    self._payloads[index] = self.hoisted(schema)

    def person(self, why, base="human"):
        """The person who is asked: called `human`, or otherwise where an agent of the system is called so."""
        taken = lambda n: n in self.reserved or self.agents.get(n, {}).get("kind", "human" if n not in self.agents else None) != "human"
        name, number = base, 2
        while taken(name):
            name, number = "%s#%d" % (base, number), number + 1
        return self.agent(name, kind="human", x_implied=why)

    def version(self, agent, version):
        """The version of what an agent produces, where its framework has one."""
        if re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", version or ""):
            self._versions[agent] = version

    def unknown(self, agent, why):
        """The agent hands off, but the object does not say to whom: marked, never guessed."""
        if not any(h.get("evidence") == "unknown" for h in self.outgoing(agent)):
            self.handoff(agent, agent, evidence="unknown")
        self.lose("handoffs", why, agent)

    def retry(self, agent, failure, attempts, description, **members):
        """The agent is run again on a failure: `attempts` runs in all."""
        self.agent(agent, failures={failure: {"description": description}})
        if attempts is not None and attempts > 1:
            self.handoff(agent, agent, on={"failure": failure}, limit=attempts - 1, **members)

    def routes(self, agent, router, labels):
        """All labels that a router in code may answer and that lead to a handoff: a closed set."""
        self.agents[agent].setdefault("x-routes", {})[router] = list(labels)

    def several(self, agent, handoffs):
        """Notes handoffs of which code may take several at once: only where they meet again that makes a difference."""
        self._several.append((agent, [h for h in handoffs if "parallel" not in h]))

    def _meet(self):
        """Takes together what code may take at once and what a join then awaits."""
        feeds = {}  # agent -> the joins that it brings something to
        for handoff in self.handoffs:
            if self.agents.get(handoff["to"], {}).get("join") == "all" and handoff.get("on") is None:
                feeds.setdefault(handoff["from"], set()).add(handoff["to"])
        for agent, handoffs in self._several:
            for join in dict.fromkeys(j for h in handoffs for j in sorted(feeds.get(h["to"], ()))):
                together = [h for h in handoffs if join in feeds.get(h["to"], ())]
                if len({h["to"] for h in together}) > 1:
                    for handoff in together:
                        handoff["parallel"] = "%s: several" % agent
                    self.lose("joins", "which of several branches code takes is not told; those that meet again are taken together", agent)

    def lose(self, topic, text, *agents):
        """Notes what the object does not tell. The same loss of several agents is one line."""
        for known in self.losses:
            if known[:2] == [topic, text]:
                known[2].extend(a for a in agents if a not in known[2])
                return
        self.losses.append([topic, text, list(agents)])

    def is_typed(self, agent):
        """Whether the agent's final output has a schema."""
        return bool(self._offers[agent]["output"])

    def outgoing(self, agent):
        return list(self._leaving.get(agent, ()))

    # MARK: Schemas

    def hoisted(self, schema):
        """The schema with its `$defs` moved to the manifest's; of two that differ the later gets a number."""
        schema = copy.deepcopy(schema)
        if not isinstance(schema, dict):
            return schema
        own = schema.pop("$defs", {})
        names = {}
        for name, definition in own.items():
            new, number = name, 2
            while new in self._definitions and self._definitions[new] != definition:
                new, number = "%s%d" % (name, number), number + 1
            names[name] = new
        for name, definition in own.items():
            self._definitions.setdefault(names[name], redirected(definition, names))
        return redirected(schema, names)

    # MARK: The manifest

    def settle(self):
        """Works out contracts, guards and `accepts` from what travels: see docs/importing.md."""
        self._meet()
        for name, agent in self.agents.items():
            for router, labels in list(agent.get("x-routes", {}).items()):
                guards = [h.get("x-guard", {}) for h in self.outgoing(name)]
                heard = [g["label"] for g in guards if g.get("by") == router and g.get("label") is not None]
                labels += [label for label in dict.fromkeys(heard) if label not in labels]
                if not labels:
                    del agent["x-routes"][router]
            if agent.get("x-routes") == {}:
                del agent["x-routes"]
        workers = {h["to"] for h in self.handoffs if h.get("pattern") == "supervisor"}
        out, into = {}, {}  # agent -> the places of the handoffs of an output that leave it, and that reach it
        for index, handoff in enumerate(self.handoffs):
            if handoff.get("on") is None:
                out.setdefault(handoff["from"], []).append(index)
                into.setdefault(handoff["to"], []).append(index)
        for name, agent in self.agents.items():
            if "produces" in agent:
                continue
            offer = self._offers[name]
            leaving = out.get(name, [])
            typed = [i for i in leaving if self._payloads[i] not in (None, EMPTY)]
            if not offer["output"] and not typed and not offer["failures"]:
                continue
            unknown = [i for i in leaving if self._payloads[i] is None and self.handoffs[i].get("pattern") != "supervisor"]
            if offer["output"] is None and typed and unknown and not agent.get("finishes"):
                # What travels along one of its edges is not known, so neither is what it produces in all.
                for index in typed:
                    self.handoffs[index].setdefault("when", self._payloads[index])
                if not offer["failures"]:
                    continue
                typed = []
            outputs = list(offer["output"] or [])
            if outputs and leaving and not agent.get("finishes") and set(leaving) <= self._only:
                outputs = []  # Everything that leaves it is something else.
            if offer["output"] is None and typed and (agent.get("finishes") or name in workers):
                outputs.append(TEXT)  # Nothing typed: the agent ends, or answers who called it, with a text.
            for index in leaving:
                if self._payloads[index] is not None:
                    self.handoffs[index].setdefault("when", self._payloads[index])
                    outputs.append(self._payloads[index])
            agent["produces"] = self._contract(name, union(outputs) or {}, offer["failures"])
        entries = [self.entry] if isinstance(self.entry, str) else self.entry
        for name, agent in self.agents.items():
            arriving = into.get(name, [])
            if "accepts" in agent or name in entries or not arriving:
                continue
            payloads = [self._payloads[i] for i in arriving]
            if all(p is not None and p != EMPTY for p in payloads):
                agent["accepts"] = union(payloads)

    def _contract(self, name, output, failures):
        title = output.get("title") if not failures and isinstance(output, dict) else None
        contract = {"version": self._versions.get(name, VERSION), "output": output}
        if failures:
            contract["failures"] = failures
        title = title or name
        if self._contracts.get(title, contract) != contract:
            title = name
        number = 2
        while self._contracts.get(title, contract) != contract:
            title, number = "%s#%d" % (name, number), number + 1
        self._contracts[title] = contract
        return title

    def manifest(self):
        """The manifest of all that was said."""
        self.settle()
        entry = self.entry
        if isinstance(entry, list) and len(entry) == 1:
            entry = entry[0]
        found = {"handoffSystem": 1, "name": self.name, "entry": entry}
        if self.limits:
            found["limits"] = self.limits
        if self.input is not None:
            found["input"] = self.input
        found.update(self.extra)
        if self._contracts:
            found["contracts"] = self._contracts
        found["agents"] = self.agents
        found["handoffs"] = self.handoffs
        if self._definitions:
            found["$defs"] = self._definitions
        return found

    def loss_lines(self):
        """One line for each loss, as `handoff import` writes them."""
        for topic, text, agents in self.losses:
            named = ", ".join(agents[:5]) + (" and %d more" % (len(agents) - 5) if len(agents) > 5 else "")
            yield "%s: %s%s" % (topic, text, " (%s)" % named if agents else "")


def redirected(value, names):
    """The schema with its references to renamed definitions changed."""
    if isinstance(value, list):
        return [redirected(v, names) for v in value]
    if not isinstance(value, dict):
        return value
    changed = {k: redirected(v, names) for k, v in value.items()}
    reference = value.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/$defs/"):
        name, slash, rest = reference[len("#/$defs/"):].partition("/")
        changed["$ref"] = "#/$defs/" + names.get(name, name) + slash + rest
    return changed


def union(schemas):
    """What any of some schemas allows; None where there are none."""
    distinct = []
    for schema in schemas:
        if schema is not None and schema not in distinct:
            distinct.append(schema)
    if len(distinct) < 2:
        return distinct[0] if distinct else None
    return {"anyOf": distinct}


def schema_of(kind):
    """The JSON Schema of a type as pydantic writes it; None where the type says nothing or has none."""
    if kind is None or kind is inspect.Parameter.empty:
        return None
    if isinstance(kind, dict):
        return kind
    if hasattr(kind, "model_json_schema"):
        return kind.model_json_schema()
    for found in (kind, None):
        try:
            from pydantic import TypeAdapter

            return TypeAdapter(portable(kind) if found is None else found).json_schema() or None
        except Exception:  # Whatever a type throws, it has no schema.
            continue
    return None


def portable(kind):
    """The type with each `typing.TypedDict` in it as one of typing_extensions: before Python 3.12 pydantic wants those."""
    import typing_extensions

    if typing_extensions.is_typeddict(kind):
        hints = typing_extensions.get_type_hints(kind, include_extras=True)
        needed = getattr(kind, "__required_keys__", frozenset(hints))
        fields = {
            name: portable(hint) if name in needed else typing_extensions.NotRequired[portable(hint)]
            for name, hint in hints.items()
        }
        return typing_extensions.TypedDict(kind.__name__, fields)
    arguments = typing_extensions.get_args(kind)
    if typing_extensions.get_origin(kind) is typing_extensions.Annotated:
        # What is noted beside a type (reducers, for the most part) says nothing about its values, but pydantic's own does.
        return typing_extensions.Annotated[(portable(arguments[0]), *arguments[1:])]
    changed = tuple(portable(a) if isinstance(a, type) or typing_extensions.get_origin(a) else a for a in arguments)
    if changed == arguments:
        return kind
    if hasattr(kind, "copy_with"):
        return kind.copy_with(changed)
    return typing_extensions.get_origin(kind)[changed] if typing_extensions.get_origin(kind) in (list, dict, set, tuple) else kind


def is_kind(value, module, *names):
    """Whether a value's class, or one it inherits from, has one of the names in a module or below it."""
    for kind in type(value).__mro__:
        inside = kind.__module__ == module or kind.__module__.startswith(module + ".")
        if inside and (not names or kind.__name__ in names):
            return True
    return False


def imported(module, name):
    """A name of a module that the framework has loaded, or None."""
    return getattr(sys.modules.get(module), name, None)
