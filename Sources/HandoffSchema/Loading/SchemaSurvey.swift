/// What is wrong with many schemas of one document, found in one reading.
///
/// Each schema compiled by itself reads again what it shares with others: a chain of definitions then costs the
/// square of its length.
package struct SchemaSurvey: Sendable {
  /// What is known of one schema.
  package enum Verdict: Sendable, Hashable {
    case sound
    case broken(SchemaError)
    /// Only compiling it by itself can tell.
    case unknown
  }

  /// The verdicts on the schemas, in the order in which they were asked for.
  package private(set) var verdicts: [Verdict]

  private static let stepLimit = 5_000_000

  /// Reads all schemas that stand at the pointers.
  ///
  /// - Complexity: O(*n*) in the size of the document where all are sound.
  package init(of document: JSONValue, at pointers: [JSONPointer], options: SchemaOptions = SchemaOptions()) {
    verdicts = pointers.map { _ in .unknown }
    var loader = SchemaLoader(options: options)
    guard let roots = loader.survey(document, at: pointers) else { return }
    guard let overlong = loader.overlongNodes() else { return }
    let edges = loader.edges ?? []
    let tainted = Self.nodes(above: Array(loader.failures.keys) + Array(overlong.keys), edges)
    var walk = Walk(edges: edges, stepsLeft: Self.stepLimit)
    for (index, root) in roots.enumerated() {
      switch root {
      case .failure(let error): verdicts[index] = .broken(error)
      case .success(let node) where !tainted[node]: verdicts[index] = .sound
      case .success(let node):
        // What cannot be read comes before what takes too long to apply, as when it is compiled.
        let error =
          walk.first(of: loader.failures, below: node) ?? walk.first(of: overlong, below: node)
        if let error { verdicts[index] = .broken(error) }
      }
    }
  }

  /// Walks breadth first, as the loader reads.
  private struct Walk {
    let edges: [[Int]]
    var stepsLeft: Int
    /// The number of the walk that met a node last.
    private var met: [Int]
    private var number = 0

    init(edges: [[Int]], stepsLeft: Int) {
      self.edges = edges
      self.stepsLeft = stepsLeft
      met = Array(repeating: 0, count: edges.count)
    }

    /// The error that is met first; `nil` where there is none, or the steps are used up.
    mutating func first(of errors: [Int: SchemaError], below root: Int) -> SchemaError? {
      guard !errors.isEmpty else { return nil }
      number += 1
      met[root] = number
      var order = [root]
      var next = 0
      while next < order.count, stepsLeft > 0 {
        if let error = errors[order[next]] { return error }
        for child in edges[order[next]] where met[child] != number {
          met[child] = number
          order.append(child)
        }
        stepsLeft -= 1 + edges[order[next]].count
        next += 1
      }
      return nil
    }
  }

  private static func nodes(above failing: [Int], _ edges: [[Int]]) -> [Bool] {
    var isTainted = Array(repeating: false, count: edges.count)
    guard !failing.isEmpty else { return isTainted }
    var parents: [[Int]] = Array(repeating: [], count: edges.count)
    for (parent, children) in edges.enumerated() {
      for child in children { parents[child].append(parent) }
    }
    var waiting = failing
    for node in failing { isTainted[node] = true }
    while let node = waiting.popLast() {
      for parent in parents[node] where !isTainted[parent] {
        isTainted[parent] = true
        waiting.append(parent)
      }
    }
    return isTainted
  }
}

extension SchemaLoader {
  /// Reads many schemas of a document and goes on after each that cannot be read.
  ///
  /// - Returns: The node of each, or why there is none; `nil` where one schema may change what another means, by
  ///   the identifiers and anchors that it brings in.
  fileprivate mutating func survey(
    _ document: JSONValue, at pointers: [JSONPointer]
  ) -> [Result<SchemaGraph.NodeID, SchemaError>]? {
    let base = options.baseURI.isEmpty ? "" : URIReference(options.baseURI).withoutFragment
    guard let resource = try? addDocument(document, name: "", uri: base, isSchema: false) else { return nil }
    edges = []
    startPlaces()
    let roots = pointers.map { pointer in
      Result { () throws(SchemaError) in
        try node(at: pointer, from: resource, text: "#\(pointer)", referrer: .root, document: 0)
      }
    }
    readWhatCanBeRead()
    let isPlain = resources.dropFirst().allSatisfy { resource in
      // A schema without an identifier of its own, or a whole document under the name that it was found by.
      resource.outer != nil
        || resource.pointer.tokens.isEmpty
          && resource.base.hasSameCodePoints(as: documents[resource.document].name)
    }
    guard isPlain, anchors.isEmpty, dynamicNodes.isEmpty else { return nil }
    return roots
  }

  /// The nodes where chains of schemas that apply each other become too long; `nil` where there is a circle.
  fileprivate func overlongNodes() -> [SchemaGraph.NodeID: SchemaError]? {
    guard let heights = try? progressHeights(refusesLongChains: false) else { return nil }
    let limit = EvaluationLimits.inPlaceDepth
    var result: [SchemaGraph.NodeID: SchemaError] = [:]
    for (node, height) in heights.enumerated() where height >= limit {
      guard nodes[node].inPlaceTargets.allSatisfy({ heights[$0] < limit }) else { continue }
      result[node] = chainError(at: node)
    }
    return result
  }
}
