// Written by EmbeddedTemplateTests from Templates/node/system.json; change that file instead.
extension Template {
  static let nodeSystemJson = Template(
    path: "node/system.json",
    text: ##"""
      {
        "handoffSystem": 1,
        "name": "starter",
        "entry": "planner",
        "input": { "$ref": "#/$defs/request" },
        "contracts": {
          "order": {
            "version": "1.0.0",
            "description": "What the worker is to get.",
            "output": {
              "type": "object",
              "properties": {
                "item": { "type": "string", "minLength": 1, "maxLength": 80 },
                "amount": { "type": "integer", "minimum": 1, "maximum": 100 }
              },
              "required": ["item", "amount"],
              "additionalProperties": false
            },
            "failures": { "unclear": { "description": "The request names nothing that can be ordered." } }
          },
          "receipt": {
            "version": "1.0.0",
            "description": "What the worker got.",
            "output": {
              "type": "object",
              "properties": {
                "item": { "type": "string", "minLength": 1, "maxLength": 80 },
                "amount": { "type": "integer", "minimum": 1, "maximum": 100 }
              },
              "required": ["item", "amount"],
              "additionalProperties": false
            },
            "failures": { "sold_out": { "description": "There is not enough of it." } }
          }
        },
        "agents": {
          "planner": {
            "task": "Make one order of a request.",
            "accepts": { "$ref": "#/$defs/request" },
            "produces": "order",
            "onInvalid": "unclear"
          },
          "worker": {
            "task": "Carry the order out.",
            "accepts": { "contract": "order" },
            "produces": "receipt",
            "finishes": true,
            "onInvalid": "reject",
            "command": ["node", "worker.mjs"]
          },
          "person": { "kind": "human" }
        },
        "handoffs": [
          {
            "from": "planner", "to": "worker", "pattern": "pipeline",
            "carries": ["task", "context", "outputFormat", "failureInstructions"]
          },
          { "from": "planner", "to": "person", "on": { "failure": "unclear" } },
          { "from": "worker", "to": "person", "on": { "failure": "sold_out" } }
        ],
        "$defs": {
          "request": {
            "type": "object",
            "properties": { "request": { "type": "string", "minLength": 1, "maxLength": 400 } },
            "required": ["request"],
            "additionalProperties": false
          }
        }
      }

      """##)
}
