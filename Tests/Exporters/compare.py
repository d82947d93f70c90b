"""Compares two manifests up to order, the names of contracts, and what is only a hint or an annotation."""

import json

ANNOTATIONS = ("title", "description", "default", "examples", "$comment")


def plain(value, definitions, seen=(), schema=True):
    """A schema with its definitions in their place, without annotations, its unordered lists sorted."""
    if isinstance(value, list):
        return [plain(v, definitions, seen) for v in value]
    if not isinstance(value, dict):
        return value
    reference = value.get("$ref", "")
    if reference.startswith("#/$defs/"):
        name = reference[len("#/$defs/"):]
        return {"$ref": "…"} if name in seen else plain(definitions.get(name, {"missing": name}), definitions, (*seen, name))
    found = {}
    for key, inner in value.items():
        if key == "properties":
            found[key] = {k: plain(v, definitions, seen) for k, v in inner.items()}
        elif key not in ANNOTATIONS and not key.startswith("x-"):
            found[key] = plain(inner, definitions, seen)
    if "const" in found and found.get("type"):
        found.pop("type")
    for key in ("required", "enum", "anyOf"):
        if isinstance(found.get(key), list):
            found[key] = sorted(found[key], key=lambda v: json.dumps(v, sort_keys=True))
    if found.get("required") == []:
        del found["required"]
    return found


def said(manifest):
    """What a manifest says, in a form that can be compared."""
    definitions, contracts = manifest.get("$defs", {}), manifest.get("contracts", {})
    shape = lambda schema: plain(schema, definitions)

    def contract(name):
        found = contracts[name]
        return {"output": shape(found["output"]), "failures": {k: shape(v.get("schema")) for k, v in found.get("failures", {}).items()}}

    agents = {}
    for name, agent in manifest["agents"].items():
        kept = {k: v for k, v in agent.items() if not k.startswith("x-")}
        if "accepts" in kept:
            accepts = kept["accepts"]
            kept["accepts"] = contract(accepts["contract"])["output"] if "contract" in accepts else shape(accepts)
        if "produces" in kept:
            kept["produces"] = contract(kept["produces"])
        agents[name] = kept
    handoffs = []
    for handoff in manifest["handoffs"]:
        kept = {k: v for k, v in handoff.items() if not k.startswith("x-")}
        guard = handoff.get("x-guard", {})
        if guard.get("opaque"):
            kept["condition"] = guard.get("by")
        if "when" in kept:
            kept["when"] = shape(kept["when"])
        handoffs.append(json.dumps(kept, sort_keys=True))
    entry = manifest["entry"]
    top = {k: v for k, v in manifest.items() if not k.startswith("x-") and k not in ("agents", "handoffs", "contracts", "$defs", "entry", "input")}
    top["entry"] = sorted([entry] if isinstance(entry, str) else entry)
    top["input"] = shape(manifest["input"]) if "input" in manifest else None
    return top, agents, sorted(handoffs)


def differences(found, expected):
    """One line for each thing that two manifests say differently."""
    lines = []
    (top, agents, handoffs), (top2, agents2, handoffs2) = said(found), said(expected)
    for key in sorted({*top, *top2}):
        if top.get(key) != top2.get(key):
            lines.append("%s: expected %s, found %s" % (key, json.dumps(top2.get(key)), json.dumps(top.get(key))))
    for name in [*agents2, *(n for n in agents if n not in agents2)]:
        one, two = agents.get(name), agents2.get(name)
        if one is None or two is None:
            lines.append("agent %s: %s" % (name, "missing" if one is None else "not expected"))
            continue
        for key in sorted({*one, *two}):
            if one.get(key) != two.get(key):
                lines.append("agent %s, %s: expected %s, found %s" % (name, key, json.dumps(two.get(key)), json.dumps(one.get(key))))
    for line in handoffs2:
        if line in handoffs:
            handoffs.remove(line)
        else:
            lines.append("handoff missing: " + line)
    return lines + ["handoff not expected: " + line for line in handoffs]
