/// Why no payload can circulate in a loop: a tree of steps that ``CertificateChecker`` can follow.
///
/// Each node is about some ways, and about payloads within a cube: masks for the fields that nobody rewrites.
package struct LoopCertificate: Sendable, Hashable {
  package enum Node: Sendable, Hashable {
    /// What agents can receive again and again is within boxes, one row of masks an agent. Ways that none of it takes
    /// are cut, and so are those that lead to an agent of lower rank. What is left among agents of one rank, if
    /// anything, another node proves.
    case narrowed(boxes: [[UInt64]], ranks: [Int], parts: [Part])
    /// No way rewrites a field; payloads within a mask there and those outside are looked at apart.
    case split(field: Int, mask: UInt64, inside: Int, outside: Int)
    /// Every class of payloads at every agent has a rank, and every way leads to a lower one; one entry an agent. Ways that
    /// do not are left to finer ranks, but for returns along handoffs that are not taken among classes of one rank.
    case ordered([States])
  }

  /// The classes of payloads that an agent may receive: the combinations of those of some fields.
  package struct States: Sendable, Hashable {
    package var fields: [Int] = []
    /// For each of the fields its classes, as masks.
    package var classes: [[UInt64]] = []
    /// One for each combination, the first field running fastest.
    package var ranks: [Int] = []
    /// Ranks that tell those of one rank apart, and so on.
    package var finer: [[Int]] = []
  }

  /// What one node leaves to another.
  package struct Part: Sendable, Hashable {
    package var rank: Int
    package var node: Int
  }

  /// The root is the first.
  package var nodes: [Node] = []
}
