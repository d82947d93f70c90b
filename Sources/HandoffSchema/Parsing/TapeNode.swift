/// One value, or one member's name, on the flat tape that a parse leaves behind.
///
/// The tape lists the values in the order of the text. A container is followed by its content: an array by
/// its elements, an object by name, value, name, value. 16 bytes, so that a tape stays smaller than the tree
/// it stands for and is walked in the order of memory.
package struct TapeNode: Sendable {
  /// Where the content begins, in bytes; for a string behind the opening quote.
  package var offset: UInt32
  /// Bytes of a string's content or of a number's literal; members of an object; elements of an array.
  package var length: UInt32
  /// The place of the node behind this value with all its content.
  ///
  /// While the parser is inside a container
  /// it is the place of the container around it, so that nesting needs no stack.
  package var next: UInt32
  package var kind: Kind
  package var flags: Flags

  package enum Kind: UInt8, Sendable {
    case null, `false`, `true`, number, string, array, object
  }

  /// What the parser saw on its way through a string or number.
  package struct Flags: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A string with escapes: its bytes are not its value.
    package static let escaped = Flags(rawValue: 1)
    /// A string with bytes from 0x80 on.
    package static let nonASCII = Flags(rawValue: 2)
    /// A number with a fraction or an exponent.
    package static let notPlainInteger = Flags(rawValue: 4)
  }
}
