internal import HandoffSchema

/// What is known of types without decoding them.
enum ProbedType {
  /// The types of single values.
  private static let scalars: [Any.Type] = [
    Bool.self, String.self, Double.self, Float.self, Int.self, Int8.self, Int16.self, Int32.self, Int64.self,
    Int128.self, UInt.self, UInt8.self, UInt16.self, UInt32.self, UInt64.self, UInt128.self,
  ]

  /// Whether a type is that of a single value of JSON.
  static func isScalar(_ type: Any.Type) -> Bool { scalars.contains { $0 == type } }

  /// The most values of an enumeration that are looked at.
  static let valueLimit = 1_000

  /// The raw values of an enumeration that lists its values, one more than are looked at where there are so many; `nil`
  /// where it does not, or has none that JSON can say.
  static func rawValues(of type: Any.Type) -> [JSONValue]? {
    guard let enumeration = type as? any CaseIterable.Type else { return nil }
    let values = cases(of: enumeration).map { value -> JSONValue? in
      switch (value as? any RawRepresentable)?.rawValue {
      case let text as String: .string(text)
      case let number as any BinaryInteger: JSONNumber(literal: "\(number)").map(JSONValue.number)
      default: nil
      }
    }
    let known = values.compactMap(\.self)
    return known.count == values.count ? known : nil
  }

  private static func cases<Enumeration: CaseIterable>(of type: Enumeration.Type) -> [Any] {
    type.allCases.prefix(valueLimit + 1).map { $0 }
  }

  /// A value of the same type that is none of these.
  static func outsider(of values: [JSONValue]) -> JSONValue {
    let known = Set(values)
    guard values.first?.stringValue == nil else {
      var text = "unlisted"
      while known.contains(.string(text)) { text += "_" }
      return .string(text)
    }
    var number = 0
    while known.contains(.number(JSONNumber(number))) { number += 1 }
    return .number(JSONNumber(number))
  }

  /// How a type of Foundation's stands in JSON, by its name: this module does not import it, and asked as any other type
  /// it would show a form that no `JSONDecoder` reads.
  static func form(of type: Any.Type, datesAreTexts: Bool) -> JSONValue? {
    let name = String(reflecting: type)
    guard name.hasPrefix("Foundation") else { return nil }
    switch name.split(separator: ".").last {
    case "Date": return datesAreTexts ? ["type": "string", "format": "date-time"] : ["type": "number"]
    case "URL": return ["type": "string", "format": "uri-reference"]
    case "UUID": return ["type": "string", "format": "uuid"]
    case "Data": return ["type": "string", "contentEncoding": "base64"]
    case "Decimal": return ["type": "number"]
    default: return nil
    }
  }
}

/// A type that may be absent.
protocol ProbedOptional {
  static var absent: Any { get }
  static func probeWrapped(_ probe: Probe, into node: ProbeNode, at path: [any CodingKey])
}

/// A type of many elements.
protocol ProbedList {
  static var none: Any { get }
  static func probeElement(_ probe: Probe, into node: ProbeNode, at path: [any CodingKey])
}

/// A type of values by name.
protocol ProbedMap {
  static var none: Any { get }
  static func probeElement(_ probe: Probe, into node: ProbeNode, at path: [any CodingKey])
}

extension Optional: ProbedOptional where Wrapped: Decodable {
  static var absent: Any { Self.none as Any }
  static func probeWrapped(_ probe: Probe, into node: ProbeNode, at path: [any CodingKey]) {
    _ = try? probe.value(of: Wrapped.self, into: node, at: path)
  }
}

extension Array: ProbedList where Element: Decodable {
  static var none: Any { Self() }
  static func probeElement(_ probe: Probe, into node: ProbeNode, at path: [any CodingKey]) {
    _ = try? probe.value(of: Element.self, into: node, at: path)
  }
}

extension Set: ProbedList where Element: Decodable {
  static var none: Any { Self() }
  static func probeElement(_ probe: Probe, into node: ProbeNode, at path: [any CodingKey]) {
    _ = try? probe.value(of: Element.self, into: node, at: path)
  }
}

extension Dictionary: ProbedMap where Key: CodingKeyRepresentable, Value: Decodable {
  static var none: Any { Self() }
  static func probeElement(_ probe: Probe, into node: ProbeNode, at path: [any CodingKey]) {
    if Key.self != String.self {
      probe.note(Array(path.dropLast()), "which names its members may have, \(Key.self) alone knows")
    }
    _ = try? probe.value(of: Value.self, into: node, at: path)
  }
}
