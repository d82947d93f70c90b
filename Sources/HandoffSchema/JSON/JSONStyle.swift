/// How a value is written.
public enum JSONStyle: Sendable, Hashable {
  /// Without any white space.
  case compact
  /// Two spaces of indentation, one member or element a line; empty containers stay on one line.
  case pretty
  /// The canonical form of RFC 8785, for hashing.
  ///
  /// Members are sorted by the UTF-16 code units of their names. Numbers become the nearest IEEE 754 double
  /// in ECMAScript's spelling, as the RFC asks, so numbers that no double tells apart, such as
  /// 9007199254740992 and 9007199254740993, are written alike. A number beyond the range of a double, for
  /// which the RFC has no form, keeps its exact value in the same spelling (`1e+400`).
  case canonical
}
