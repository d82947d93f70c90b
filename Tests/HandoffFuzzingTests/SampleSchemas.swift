import HandoffSchema

/// Schemas that together use every keyword, each with a name for messages.
enum SampleSchemas {
  static let all: [String: String] = [
    "findings": """
    {"type":"object","required":["topic","findings"],"additionalProperties":false,"properties":{
      "topic":{"type":"string","minLength":1,"maxLength":200},
      "findings":{"type":"array","minItems":1,"maxItems":50,"items":{"$ref":"#/$defs/finding"}},
      "language":{"enum":["en","de"]},"score":{"type":"number","minimum":0,"exclusiveMaximum":1}},
     "$defs":{"finding":{"type":"object","required":["url","rank"],"properties":{
      "url":{"type":"string","format":"uri"},"rank":{"type":"integer","minimum":1,"maximum":5}}}}}
    """,
    "numbers": """
    {"type":"array","minItems":3,"maxItems":6,"prefixItems":[{"type":"integer","multipleOf":5,"minimum":-20,
     "maximum":20},{"type":"number","multipleOf":0.25,"exclusiveMinimum":0,"maximum":1},
     {"type":"number","minimum":1e20}],"items":{"type":"integer","exclusiveMaximum":0}}
    """,
    "set": #"{"type":"array","uniqueItems":true,"minItems":2,"maxItems":4,"items":{"enum":[1,2,3,"a","b"]}}"#,
    "contains": """
    {"type":"array","minItems":2,"contains":{"type":"string","const":"needle"},"minContains":2,"maxContains":3,
     "items":{"type":["string","null"]}}
    """,
    "tree": """
    {"$ref":"#/$defs/tree","$defs":{"tree":{"type":"object","required":["value"],"properties":{
     "value":{"type":"integer"},"children":{"type":"array","items":{"$ref":"#/$defs/tree"}}}}}}
    """,
    "dependent": """
    {"type":"object","properties":{"card":{"type":"string"},"address":{"type":"string"},"zip":{"type":"string"}},
     "dependentRequired":{"card":["address"]},
     "dependentSchemas":{"address":{"required":["zip"],"properties":{"zip":{"minLength":5}}}}}
    """,
    "map": """
    {"type":"object","minProperties":2,"maxProperties":4,"propertyNames":{"maxLength":8},
     "additionalProperties":{"type":"boolean"}}
    """,
    "choice": """
    {"oneOf":[{"type":"object","required":["kind","n"],"properties":{"kind":{"const":"number"},
     "n":{"type":"number"}}},{"type":"object","required":["kind","s"],"properties":{"kind":{"const":"text"},
     "s":{"type":"string"}}}],"unevaluatedProperties":false}
    """,
    "condition": """
    {"type":"object","required":["urgent"],"properties":{"urgent":{"type":"boolean"}},
     "if":{"properties":{"urgent":{"const":true}}},"then":{"required":["deadline"],
     "properties":{"deadline":{"type":"string","format":"date"}}},"else":{"properties":{"deadline":false}}}
    """,
    "negation": #"{"type":["string","integer","null"],"not":{"enum":["none",0]}}"#,
    "merge": """
    {"allOf":[{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":3}}},
     {"properties":{"a":{"maximum":4},"b":{"type":"null"}},"required":["b"]}]}
    """,
    "untyped": #"{"properties":{"a":{"type":"string"}},"required":["a"]}"#,
    "lengths": #"{"type":"string","minLength":2,"maxLength":5}"#,
    "code": #"{"type":"string","pattern":"^[A-Z]{2,3}-\\d+$","minLength":5,"maxLength":9}"#,
    "two patterns": #"{"type":"string","allOf":[{"pattern":"a"},{"pattern":"^(?!b)[abc]*$"}]}"#,
    "patterned members": """
    {"type":"object","patternProperties":{"^x-[a-z]+$":{"type":"integer"}},"additionalProperties":false,
     "minProperties":1}
    """,
    "anything": "true",
  ]

  static let names = all.keys.sorted()

  static func schema(_ name: String) throws -> Schema {
    try Schema(JSONValue(parsing: all[name] ?? "false"))
  }
}
