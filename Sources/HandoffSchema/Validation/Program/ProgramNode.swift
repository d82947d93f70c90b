/// A reference to a node of a program, with the number of plain references that were skipped to get there.
struct ProgramReference: BitwiseCopyable {
  private var rawValue: UInt32

  /// The most nodes of a program.
  static let nodeLimit = 1 << 24
  /// The most plain references that one reference skips.
  static let hopLimit = 8

  init(node: Int, hops: Int = 0) {
    rawValue = UInt32(node) | UInt32(hops) << 24
  }

  /// The place of the node in its table.
  @inline(__always) var node: Int { Int(rawValue & 0xFF_FFFF) }
  /// The schema applications that following the reference counts for.
  @inline(__always) var hops: Int { Int(rawValue >> 24) }

  /// The schema `true`.
  static let always = ProgramReference(node: 0)
  /// The schema `false`.
  static let never = ProgramReference(node: 1)
  /// No schema; applies like `true` but marks nothing as evaluated.
  static let none = ProgramReference(node: 2)

  @inline(__always) var isAlways: Bool { rawValue == 0 }
  @inline(__always) var isNone: Bool { rawValue == 2 }
}

/// A run of entries in a table.
struct ProgramRange: BitwiseCopyable {
  var start: UInt32 = 0
  var count: UInt32 = 0

  @inline(__always) var indices: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// What a program knows of one schema location; the indices are -1 where there are no such keywords.
struct ProgramNode: BitwiseCopyable {
  /// The classes of values that the types alone accept or refuse; see ``TapeNode/classBit``.
  var accepted: UInt16 = 0
  var refused: UInt16 = 0
  var shape = Shape.general
  var flags = Flags()
  var values: Int32 = -1
  var numeric: Int32 = -1
  var string: Int32 = -1
  var array: Int32 = -1
  var object: Int32 = -1
  var logic: Int32 = -1

  /// What there is besides the types, so that the common schemas are decided without a detour.
  enum Shape: UInt8, BitwiseCopyable {
    case general, choice, plainObject, plainArray, onlyTypes, onlyValues, onlyNumeric, onlyString

    /// True where containers are settled by their type.
    @inline(__always) var isScalar: Bool { rawValue >= Shape.onlyTypes.rawValue }
  }

  /// The schema `true`, and no schema.
  static let always = ProgramNode(accepted: .max, shape: .onlyTypes)
  /// The schema `false`.
  static let never = ProgramNode(refused: .max, shape: .onlyTypes)

  /// What the types say of a kind of values.
  enum Settlement {
    case accepted, refused, open
  }

  /// Notes that numbers with a fraction or an exponent are refused, whole or not.
  mutating func refuseUnspeltIntegers() {
    refused |= TapeNode.classBit(.number, .notPlainInteger)
  }

  /// Notes that one value may come here by several ways.
  mutating func meet() {
    // Scalars are decided faster than remembered.
    if shape.isScalar { return }
    flags.insert(.isMeeting)
    if shape == .plainObject || shape == .plainArray { flags.insert(.isPlain) }
    shape = .general
  }

  /// Notes what the types say of a kind of values, of numbers however they are written.
  mutating func settle(_ kind: TapeNode.Kind, _ settlement: Settlement) {
    let bits = TapeNode.classBit(kind) | (kind == .number ? TapeNode.classBit(kind, .notPlainInteger) : 0)
    switch settlement {
    case .accepted: accepted |= bits
    case .refused: refused |= bits
    case .open: break
    }
  }

  struct Flags: OptionSet, BitwiseCopyable {
    let rawValue: UInt8

    static let hasUnevaluated = Flags(rawValue: 1)
    static let tracksResource = Flags(rawValue: 2)
    /// Numbers must be whole.
    static let isWhole = Flags(rawValue: 4)
    /// One value may come here by several ways, so that what is decided is worth remembering.
    static let isMeeting = Flags(rawValue: 8)
    /// As ``Shape/plainObject`` or ``Shape/plainArray``, where a memory stands in front.
    static let isPlain = Flags(rawValue: 16)
  }
}

extension TapeNode {
  /// The bit of the class of values that schemas settle by type: the kind, with numbers that are written with
  /// a fraction or an exponent apart.
  @inline(__always)
  var classBit: UInt16 { Self.classBit(kind, flags) }

  static func classBit(_ kind: Kind, _ flags: Flags = []) -> UInt16 {
    1 &<< UInt16(kind.rawValue | (flags.rawValue & Flags.notPlainInteger.rawValue) &<< 1)
  }
}
