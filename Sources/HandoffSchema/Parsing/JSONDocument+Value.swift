extension JSONDocument {
  /// The value; made anew each time it is read.
  ///
  /// - Complexity: O(*n*), where *n* is the number of bytes.
  public var value: JSONValue {
    withTape { $0.value(at: 0) }
  }

  /// The value that a pointer leads to, or `nil` where it leads nowhere; the rest is not made.
  ///
  /// - Complexity: O(*n*) in the members passed on the way and in the bytes of the value.
  public func value(at pointer: JSONPointer) -> JSONValue? {
    withTape { tape in tape.place(of: pointer).map { tape.value(at: $0.value) } }
  }
}

extension TapeView {
  /// Makes the value at an index.
  ///
  /// - Complexity: O(*n*) in the size of the value; uses no call stack.
  package func value(at index: Int) -> JSONValue {
    var frames: [Frame] = []
    var index = index
    while true {
      let node = nodes[index]
      var value: JSONValue
      switch node.kind {
      case .null: value = .null
      case .false: value = .bool(false)
      case .true: value = .bool(true)
      case .number: value = .number(number(at: index))
      case .string: value = .string(string(at: index))
      case .array, .object:
        if node.length > 0 {
          var frame = Frame(node)
          index += 1
          if frame.isObject {
            frame.key = string(at: index)
            index += 1
          }
          frames.append(frame)
          continue
        }
        value = node.kind == .array ? .array([]) : .object(JSONObject())
      }
      index += 1
      while true {
        guard !frames.isEmpty else { return value }
        frames[frames.count - 1].add(value)
        guard index == frames[frames.count - 1].end else { break }
        value = frames.removeLast().value
      }
      if frames[frames.count - 1].isObject {
        frames[frames.count - 1].key = string(at: index)
        index += 1
      }
    }
  }

  /// A container whose content is being made.
  private struct Frame {
    let isObject: Bool
    let end: Int
    var key = ""
    var elements: [JSONValue] = []
    var members: [JSONObject.Member] = []

    init(_ node: TapeNode) {
      isObject = node.kind == .object
      end = Int(node.next)
      if isObject {
        members.reserveCapacity(Int(node.length))
      } else {
        elements.reserveCapacity(Int(node.length))
      }
    }

    mutating func add(_ value: JSONValue) {
      if isObject {
        members.append(JSONObject.Member(key: key, value: value))
      } else {
        elements.append(value)
      }
    }

    var value: JSONValue { isObject ? .object(JSONObject(members)) : .array(elements) }
  }
}
