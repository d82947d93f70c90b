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

extension ProgramCompiler {
  /// The place of the values that `enum` and `const` allow, or -1 without them.
  mutating func compileValues(_ node: SchemaNode) -> Int32 {
    guard node.enumeration != nil || node.constant != nil else { return -1 }
    var result = ProgramValues()
    var texts: [(name: String, schema: ProgramReference)] = []
    var seen: Set<ExactString> = []
    var machine: Set<Int> = []
    var decimals: Set<Decimal> = []
    var compound: Set<JSONValue> = []
    // The index of a long enumeration holds its containers too; hashing them twice would cost as much again.
    let index = node.constant == nil ? node.enumerationIndex : nil
    for value in node.enumeration ?? [node.constant ?? .null] {
      if let constant = node.constant, value != constant { continue }
      switch value {
      case .null: result.literals |= 1 << TapeNode.Kind.null.rawValue
      case .bool(false): result.literals |= 1 << TapeNode.Kind.false.rawValue
      case .bool(true): result.literals |= 1 << TapeNode.Kind.true.rawValue
      case .string(let text):
        if seen.insert(ExactString(text)).inserted { texts.append((text, .always)) }
      case .number(let number):
        let decimal = number.decimal
        if let integer = decimal.int { machine.insert(integer) } else { decimals.insert(decimal) }
      case .array, .object: if index == nil || compound.isEmpty { compound.insert(value) }
      }
    }
    if let index, !compound.isEmpty { compound = index }
    result.strings = names.add(texts)
    result.integers = ProgramRange(start: UInt32(integers.count), count: UInt32(machine.count))
    integers += machine.sorted()
    if !decimals.isEmpty {
      result.numbers = Int32(numbers.count)
      numbers.append(decimals)
    }
    if !compound.isEmpty {
      result.containers = Int32(containers.count)
      containers.append(compound)
    }
    values.append(result)
    return Int32(values.count - 1)
  }
}

extension ProgramRunner {
  /// Says whether a value is one of those that `enum` and `const` allow.
  mutating func checkValues(_ number: Int, _ index: Int) -> Bool {
    let values = self.values + number
    let node = tape.nodes[index]
    switch node.kind {
    case .null, .false, .true: return values.pointee.literals & 1 << node.kind.rawValue != 0
    case .string:
      let strings = values.pointee.strings
      return strings.entries.count == 1
        ? isSame(index, names + Int(strings.entries.start)) : place(of: index, in: strings) >= 0
    case .number: return isListed(node, values)
    case .array, .object:
      guard values.pointee.containers >= 0 else { return false }
      let value = tape.value(at: index)
      let place = Int(values.pointee.containers)
      return withProgram { $0.containers[place].contains(value) }
    }
  }

  private mutating func isListed(_ node: TapeNode, _ values: UnsafePointer<ProgramValues>) -> Bool {
    var value = 0
    if let small = tape.smallNumber(node), small.scale == 0 {
      value = small.mantissa
    } else {
      let decimal = Decimal(literal: tape.bytes(of: node))
      guard let integer = decimal.int else {
        let place = Int(values.pointee.numbers)
        return place >= 0 && withProgram { $0.numbers[place].contains(decimal) }
      }
      value = integer
    }
    var low = Int(values.pointee.integers.start)
    var high = low + Int(values.pointee.integers.count)
    let integers = table { $0.integers }
    while low < high {
      let middle = (low + high) / 2
      if integers[middle] == value { return true }
      if integers[middle] < value { low = middle + 1 } else { high = middle }
    }
    return false
  }
}
