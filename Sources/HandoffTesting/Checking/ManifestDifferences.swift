import HandoffSchema

/// Where two documents differ, line by line: the pointer, then what stood there and what stands there now.
struct ManifestDifferences {
  private static let depthLimit = 64
  private static let valueLimit = 200

  private(set) var lines: [String] = []

  init(_ before: JSONValue, _ after: JSONValue) {
    compare(before, after, at: .root, 0)
  }

  private mutating func compare(
    _ before: JSONValue?, _ after: JSONValue?, at pointer: JSONPointer, _ depth: Int
  ) {
    guard before != after else { return }
    if depth < Self.depthLimit, case .object(let left)? = before, case .object(let right)? = after {
      let names = left.keys + right.keys.filter { left[$0] == nil }
      for name in names { compare(left[name], right[name], at: pointer.appending(name), depth + 1) }
      return
    }
    if depth < Self.depthLimit, case .array(let left)? = before, case .array(let right)? = after,
      left.count == right.count
    {
      for (index, pair) in zip(left, right).enumerated() {
        compare(pair.0, pair.1, at: pointer.appending(index), depth + 1)
      }
      return
    }
    lines.append(Self.name(pointer))
    if let before { lines.append("- \(Self.text(before))") }
    if let after { lines.append("+ \(Self.text(after))") }
  }

  private static func name(_ pointer: JSONPointer) -> String {
    pointer.tokens.isEmpty ? "(root)" : pointer.description
  }

  private static func text(_ value: JSONValue) -> String {
    let text = value.text()
    return text.unicodeScalars.count <= valueLimit ? text : "\(text.prefix(valueLimit))…"
  }
}
