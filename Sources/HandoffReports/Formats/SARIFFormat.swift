import HandoffContracts
import HandoffSchema

/// SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), as GitHub code scanning and editors read it.
package enum SARIFFormat: ProblemFormat {
  /// The name on the command line.
  package static let name = "sarif"
  /// What reads it.
  package static let summary = "SARIF 2.1.0 for code scanning and editors"

  /// Writes a report.
  package static func text(of report: Report, version: String) -> String {
    let positions = Dictionary(
      report.rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let run: JSONValue = [
      "tool": [
        "driver": [
          "name": "handoff", "version": .string(version), "semanticVersion": .string(version),
          "rules": .array(report.rules.map(rule)),
        ]
      ],
      "automationDetails": ["id": .string("handoff/\(report.command)/")],
      "columnKind": "unicodeCodePoints",
      "invocations": [["executionSuccessful": .bool(report.complete)]],
      "results": .array(report.items.map { result($0, report, positions[$0.rule]) }),
    ]
    let log: JSONValue = [
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0", "runs": [run],
    ]
    return log.text(.pretty) + "\n"
  }

  private static func rule(_ rule: Report.RuleText) -> JSONValue {
    [
      "id": .string(rule.id), "shortDescription": ["text": .string(rule.summary)],
      "fullDescription": ["text": .string("\(rule.summary) \(rule.help)")],
      "help": [
        "text": .string(rule.help), "markdown": .string(MarkdownTable.escaped(rule.help)),
      ],
      "defaultConfiguration": ["level": .string(rule.severity.rawValue)],
    ]
  }

  private static func result(_ item: Report.Item, _ report: Report, _ position: Int?) -> JSONValue {
    var result: JSONObject = [
      "ruleId": .string(item.rule), "level": .string(item.severity.rawValue),
      "rank": JSONValue(integerLiteral: rank(item.severity)),
      "message": ["text": .string(item.text())],
      "locations": [.object(location(item.location, report, names: item.subjects))],
      "partialFingerprints": ["handoff/v1": .string(item.fingerprint)],
    ]
    if let position { result["ruleIndex"] = JSONValue(integerLiteral: position) }
    if item.steps.count > 1 {
      let locations = item.steps.map { step -> JSONValue in
        var location = location(step.location, report, names: [])
        location["message"] = ["text": .string(step.text)]
        return ["location": .object(location)]
      }
      result["codeFlows"] = [["threadFlows": [["locations": .array(locations)]]]]
    }
    return .object(result)
  }

  /// From 0 (unimportant) to 100.
  private static func rank(_ severity: Severity) -> Int {
    switch severity {
    case .error: 90
    case .warning: 50
    case .note: 10
    }
  }

  private static func location(
    _ location: SourceLocation?, _ report: Report, names: [String]
  ) -> JSONObject {
    var region: JSONObject = ["startLine": JSONValue(integerLiteral: location?.line ?? 1)]
    if let column = location?.column { region["startColumn"] = JSONValue(integerLiteral: column) }
    var object: JSONObject = [
      "physicalLocation": [
        "artifactLocation": ["uri": .string(uri(of: location?.file ?? report.file))],
        "region": .object(region),
      ]
    ]
    if !names.isEmpty {
      object["logicalLocations"] = .array(
        names.map { ["name": .string($0), "kind": .string($0.contains("->") ? "function" : "type")] })
    }
    return object
  }

  /// A path as a URI reference (RFC 3986): everything but unreserved characters and `/` is written as its bytes.
  static func uri(of path: String) -> String {
    var result = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
