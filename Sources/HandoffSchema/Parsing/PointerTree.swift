/// Many pointers as one tree, so that one walk over a text finds the places of all.
struct PointerTree {
  private struct Node {
    var children: [ExactString: Int] = [:]
    var value: TextLocation?
    var name: TextLocation?
  }

  private var nodes = [Node()]

  mutating func insert(_ pointer: JSONPointer) {
    var node = 0
    for token in pointer.tokens {
      if let child = nodes[node].children[ExactString(token)] {
        node = child
      } else {
        nodes[node].children[ExactString(token)] = nodes.count
        node = nodes.count
        nodes.append(Node())
      }
    }
  }

  /// Notes the places of all nodes that the tape has.
  mutating func locate(in tape: TapeView, by locator: inout TextLocator) {
    nodes[0].value = locator.location(of: tape.start(of: tape[0]))
    // The open containers: the next index inside, the end, the position, the node.
    var stack = [(index: 1, position: 0, container: 0, node: 0)]
    while let top = stack.last {
      let container = tape[top.container]
      guard container.kind == .object || container.kind == .array, top.index < Int(container.next),
        !nodes[top.node].children.isEmpty
      else {
        stack.removeLast()
        continue
      }
      let isObject = container.kind == .object
      let value = isObject ? top.index + 1 : top.index
      stack[stack.count - 1].index = Int(tape[value].next)
      stack[stack.count - 1].position += 1
      let token = isObject ? tape.string(at: top.index) : String(top.position)
      guard let child = nodes[top.node].children[ExactString(token)] else { continue }
      nodes[child].name = isObject ? locator.location(of: tape.start(of: tape[top.index])) : nil
      nodes[child].value = locator.location(of: tape.start(of: tape[value]))
      stack.append((index: value + 1, position: 0, container: value, node: child))
    }
  }

  /// The places of a pointer that was inserted.
  func places(of pointer: JSONPointer) -> (value: TextLocation, name: TextLocation?) {
    var node = 0
    var found = (value: nodes[0].value ?? TextLocation(offset: 0, line: 1, column: 1), name: nodes[0].name)
    for token in pointer.tokens {
      guard let child = nodes[node].children[ExactString(token)], let value = nodes[child].value else {
        break
      }
      node = child
      found = (value, nodes[child].name)
    }
    return found
  }
}
