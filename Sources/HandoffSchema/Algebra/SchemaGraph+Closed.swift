extension Schema {
  /// The schema with every object limited to the members that it names.
  ///
  /// Objects whose schema, with all that it applies in place, names no member stay open.
  package var closed: Schema {
    Schema(json: json, graph: graph.closed)
  }
}

extension SchemaGraph {
  /// Each schema that stands at a place of its own in the payload (the root, a member, an element) is wrapped
  /// in one that leaves nothing unevaluated; schemas applied in place are not.
  fileprivate var closed: SchemaGraph {
    var result = self
    var never = SchemaNode(location: nodes[root].location)
    never.always = false
    let refusal = result.nodes.count
    result.nodes.append(never)
    var wrappers: [NodeID: NodeID] = [:]
    func wrapped(_ id: NodeID) -> NodeID {
      if let known = wrappers[id] { return known }
      let naming = naming(id)
      guard naming.namesMembers else {
        wrappers[id] = id
        return id
      }
      var node = SchemaNode(location: nodes[id].location)
      node.logic = LogicKeywords()
      node.logic?.allOf = [id]
      if let pattern = naming.unread {
        // Which members it names nobody can tell: as it is, and open.
        var open = UnreadNames.openNames(pattern, at: nodes[id].location)
        result.nodes.append(open.text)
        open.names.object?.propertyNames = result.nodes.count - 1
        result.nodes.append(open.names)
        node.logic?.allOf.append(result.nodes.count - 1)
        node.isOpenPart = true
      } else {
        node.object = ObjectKeywords()
        node.object?.unevaluatedProperties = refusal
      }
      result.nodes.append(node)
      wrappers[id] = result.nodes.count - 1
      return result.nodes.count - 1
    }
    for id in nodes.indices {
      var node = nodes[id]
      node.replaceSchemas { $1.describesParts ? wrapped($0) : $0 }
      result.nodes[id] = node
    }
    result.root = wrapped(root)
    return result
  }

  /// Says whether a schema, or one that it applies in place, names members, and what is open about it.
  private func naming(_ start: NodeID) -> (namesMembers: Bool, unread: PatternError?) {
    var namesMembers = false
    var unread: PatternError?
    var seen: Set<NodeID> = []
    var waiting = [start]
    while let id = waiting.popLast() {
      guard seen.insert(id).inserted else { continue }
      if let object = nodes[id].object {
        if !object.properties.isEmpty || !object.patternProperties.isEmpty || !object.required.isEmpty {
          namesMembers = true
        }
        if let pattern = object.unreadNames.first {
          namesMembers = true
          unread = unread ?? pattern
        }
      }
      waiting += nodes[id].inPlaceSpeakers
    }
    return (namesMembers, unread)
  }
}
