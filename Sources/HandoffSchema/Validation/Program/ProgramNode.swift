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
    case general, plainObject, plainArray, onlyTypes, onlyValues, onlyNumeric, onlyString

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
    if shape != .general { flags.insert(.isPlain) }
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
    1 << UInt16(kind.rawValue | (flags.rawValue & Flags.notPlainInteger.rawValue) << 1)
  }
}

/// `enum` and `const`.
struct ProgramValues: BitwiseCopyable {
  /// Bits by `TapeNode.Kind` for `null`, `false` and `true`.
  var literals: UInt8 = 0
  /// Strings, in the table of names.
  var strings = NameTable()
  /// Machine integers, ascending.
  var integers = ProgramRange()
  /// The numbers that are no machine integers, or -1.
  var numbers: Int32 = -1
  /// The arrays and objects, or -1.
  var containers: Int32 = -1
}

/// Keywords for numbers.
struct ProgramNumeric: BitwiseCopyable {
  /// The bounds that whole numbers must keep, both inclusive.
  var lowestWhole = Int.min
  var highestWhole = Int.max
  /// The bounds that the whole part of a fraction must keep, both inclusive, where all bounds are whole.
  var lowestFloor = Int.min
  var highestFloor = Int.max
  /// `multipleOf` is `divisor` / 10^`divisorScale`; 0 where there is none.
  var divisor = 0
  var divisorScale = 0
  /// False where only the exact keywords can decide about a fraction, or about any number.
  var decidesFractions = true
  var decidesWholes = true
  /// The place of the exact keywords.
  var exact: Int32 = -1
}

/// Keywords for strings.
struct ProgramString: BitwiseCopyable {
  var minLength = 0
  var maxLength = Int.max
  var pattern: Int32 = -1
  var format: Int32 = -1

  /// A pattern that nobody can decide.
  static let unreadPattern: Int32 = -2
}

/// Keywords for arrays.
struct ProgramArray: BitwiseCopyable {
  var prefixItems = ProgramRange()
  var items = ProgramReference.none
  var contains = ProgramReference.none
  var unevaluated = ProgramReference.none
  var minItems = 0
  var maxItems = Int.max
  var minContains = 1
  var maxContains = Int.max
  var uniqueItems = false
  var containsEvaluates = true
}

/// Keywords for objects.
struct ProgramObject: BitwiseCopyable {
  /// All names that keywords mention; their places are the bits of `required`.
  var names = NameTable()
  /// The required names among the first 64.
  var required: UInt64 = 0
  /// The places of the other required names, in the table of places.
  var requiredFurther = ProgramRange()
  var minProperties = 0
  var maxProperties = Int.max
  var patterns = ProgramRange()
  var additional = ProgramReference.none
  var propertyNames = ProgramReference.none
  var unevaluated = ProgramReference.none
  /// In the table of dependencies.
  var dependentRequired = ProgramRange()
  var dependentSchemas = ProgramRange()
  /// False where no member needs to be looked at.
  var looksAtMembers = false
  /// True where `properties` and `additionalProperties` alone look at the values of members.
  var isPlain = false
  /// True where the only question is whether the required names occur.
  var asksForNamesOnly = false
}

/// One entry of `patternProperties`.
struct ProgramPatternProperty: BitwiseCopyable {
  var pattern: Int32
  var schema: ProgramReference
}

/// One entry of `dependentRequired` or `dependentSchemas`.
struct ProgramDependency: BitwiseCopyable {
  /// The place of the name that asks.
  var name: UInt32
  /// The places of the names that it asks for.
  var required = ProgramRange()
  var schema = ProgramReference.none
}

/// Keywords that apply other schemas to the same value.
struct ProgramLogic: BitwiseCopyable {
  /// The targets of `$ref` and `allOf`.
  var all = ProgramRange()
  var any = ProgramBranches()
  var one = ProgramBranches()
  var not = ProgramReference.none
  var condition = ProgramReference.none
  var then = ProgramReference.none
  var otherwise = ProgramReference.none
  var dynamic: Int32 = -1
  /// The questions that tell beforehand which conditions do not hold among ``all``, and of the chain that
  /// ``otherwise`` begins; -1 where there is none.
  var conditions: Int32 = -1
  var chain: Int32 = -1
}

/// The alternatives of `anyOf` or `oneOf`.
struct ProgramBranches: BitwiseCopyable {
  var schemas = ProgramRange()
  /// Where the choices that a kind of value leaves begin, in the order of `TapeNode.Kind`; -1 where there is only one
  /// alternative.
  var kinds: Int32 = -1
}

/// Some schemas, or a question that leaves fewer of them; see ``TagTree``.
struct ProgramChoice: BitwiseCopyable {
  var schemas = ProgramRange()
  /// In the table of questions, or -1.
  var question: Int32 = -1

  /// The choice of nothing.
  static let none: Int32 = 0
}

/// A member whose value leaves few schemas; the answers are choices.
struct ProgramQuestion: BitwiseCopyable {
  /// The table of its one name.
  var name: NameTable
  /// The texts that are known, each with its choice.
  var texts: NameTable
  /// The machine integers that are known, ascending, in the table of answers.
  var integers = ProgramRange()
  var null = ProgramChoice.none
  var falsehood = ProgramChoice.none
  var truth = ProgramChoice.none
  /// For any other value, and where the member is missing.
  var otherwise = ProgramChoice.none
  var absent = ProgramChoice.none
  /// In any case.
  var always = ProgramChoice.none
}

/// A number that a question knows.
struct ProgramAnswer: BitwiseCopyable {
  var integer: Int
  var choice: Int32
}

/// A reference that depends on the resources on the way.
struct ProgramDynamic: BitwiseCopyable {
  var initial: ProgramReference
  /// In the table of overrides.
  var overrides: ProgramRange
}

/// What a dynamic reference means where a resource is the outermost that redefines its anchor.
struct ProgramOverride: BitwiseCopyable {
  var resource: Int32
  var schema: ProgramReference
}
