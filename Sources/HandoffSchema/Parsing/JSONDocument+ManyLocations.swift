// One place costs a pass over the text before it (see `location(of:)`); whoever needs many asks here, in one
// pass for all.

extension JSONDocument {
  /// One step of a path that may lead to many places.
  package enum PathStep: Sendable, Hashable {
    case name(String)
    /// Every member of an object, every element of an array.
    case any
  }

  /// Where values and their member names begin.
  ///
  /// A pointer that leads nowhere gets the place of the deepest value on its way. Of several members of one name the last counts.
  ///
  /// - Complexity: O(*n* + *m*) in the bytes of the text and the tokens of the pointers.
  package func locations(of pointers: [JSONPointer]) -> [(value: TextLocation, name: TextLocation?)] {
    var tree = PointerTree()
    for pointer in pointers { tree.insert(pointer) }
    withTape { tape in
      bytes.withUnsafeBufferPointer { text in
        var locator = TextLocator(text)
        tree.locate(in: tape, by: &locator)
      }
    }
    return pointers.map { tree.places(of: $0) }
  }

  /// Where the values begin that each path leads to, in the order of the text.
  ///
  /// - Complexity: O(*n*) in the bytes of the text for a handful of short paths.
  package func locations(matching paths: [[PathStep]]) -> [[TextLocation]] {
    var found = [[TextLocation]](repeating: [], count: paths.count)
    withTape { tape in
      bytes.withUnsafeBufferPointer { text in
        var locator = TextLocator(text)
        tape.visit(0, depth: 0, paths: paths, active: Array(paths.indices)) { path, offset in
          found[path].append(locator.location(of: offset))
        }
      }
    }
    return found
  }
}

extension TapeView {
  // As deep as the longest path, which the caller wrote.
  fileprivate func visit(
    _ place: Int, depth: Int, paths: [[JSONDocument.PathStep]], active: [Int],
    found: (_ path: Int, _ offset: Int) -> Void
  ) {
    var deeper: [Int] = []
    for path in active {
      if paths[path].count == depth { found(path, start(of: nodes[place])) } else { deeper.append(path) }
    }
    let node = nodes[place]
    guard !deeper.isEmpty, node.kind == .object || node.kind == .array else { return }
    // Steps to everything lead the same way from each child; no list is made anew for those of a long array.
    let everywhere = deeper.filter { if case .any = paths[$0][depth] { true } else { false } }
    let isEverywhere = everywhere.count == deeper.count
    var index = place + 1
    while index < Int(node.next) {
      let name = node.kind == .object ? index : nil
      let value = name == nil ? index : index + 1
      let next = isEverywhere ? everywhere : deeper.filter { leads(paths[$0][depth], to: name) }
      if !next.isEmpty { visit(value, depth: depth + 1, paths: paths, active: next, found: found) }
      index = Int(nodes[value].next)
    }
  }

  private func leads(_ step: JSONDocument.PathStep, to name: Int?) -> Bool {
    switch step {
    case .any: return true
    case .name(var wanted):
      guard let name else { return false }
      return wanted.withUTF8 { string(at: name, equals: $0) }
    }
  }
}
