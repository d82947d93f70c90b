/// How a value is written.
public enum JSONStyle: Sendable, Hashable {
  /// Without any white space.
  case compact
  /// Two spaces of indentation, one member or element a line; empty containers stay on one line.
  case pretty
  /// The canonical form of RFC 8785, for hashing.
  case canonical
}

extension JSONValue {
  /// The value as JSON text; numbers to the letter except in canonical form.
  ///
  /// - Complexity: O(*n*) in the size of the text; canonical form sorts each object's keys.
  public func text(_ style: JSONStyle = .compact) -> String { "" }
}

extension JSONValue: CustomStringConvertible {
  /// The compact text.
  public var description: String { text() }
}
