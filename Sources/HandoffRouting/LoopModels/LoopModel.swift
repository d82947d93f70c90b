import HandoffContracts
import HandoffSchema

/// One loop in small numbers: its agents, the classes of the fields that its guards test, and its ways with the
/// payloads that take them.
///
/// Sets of classes are masks of 64 bits. The model is data: the analysis decides it, and the checker of certificates
/// reads it again without the analysis.
struct LoopModel: Sendable {
  struct Field: Sendable {
    /// The field's number in the table.
    var number: Int
    var pointer: JSONPointer
    /// The field's classes in the table that make up each class here.
    var atoms: [[Int]]
    var absent: UInt64 = 0
    /// The classes of numbers without an upper bound.
    var unbounded: UInt64 = 0
    /// Whether its classes are told apart everywhere, because they matter outside of the loop.
    var isTracked = false
    var all: UInt64 { atoms.count == 64 ? .max : (1 << UInt64(atoms.count)) - 1 }
  }

  /// What an agent does to the class of one field.
  enum Change: Sendable, Hashable {
    case any
    /// For each class what it becomes; whether numbers grow.
    case map([UInt64], grows: Bool)
    /// For each class of another field what this one becomes.
    case copy(Int, images: [UInt64])

    /// Whether the field stays as it is.
    var isIdentity: Bool {
      if case .map(let images, _) = self {
        images.indices.allSatisfy { images[$0] == 1 << UInt64($0) }
      } else {
        false
      }
    }
  }

  enum End: Sendable, Hashable {
    case agent(Int)
    case exit, nowhere
  }

  enum Arrival: Sendable, Hashable {
    case whole
    case fresh([[UInt64]])
    /// One object with the members of what was sent and of something within one of these boxes.
    case merged([[UInt64]])
  }

  struct Box: Sendable, Hashable {
    /// One mask for each field.
    var masks: [UInt64]
    var isFree: Bool
  }

  struct Way: Sendable, Hashable {
    var sender: Int
    var end: End
    /// The position of the edge in the graph; -1 for none.
    var edge: Int32
    /// The number of the edge's handoff; -1 for none.
    var handoff: Int32
    /// Whether control comes back along the handoff, and so only as often as it was given.
    var isReturn: Bool
    var isOutput: Bool
    /// The row of ``changes``.
    var change: Int
    var boxes: [Box]
    var arrival: Arrival
    var isFinite: Bool
    /// The position of the way that it was made of.
    var origin: Int

    /// Where it leads within the loop, if a run can take it for ever.
    var lapTarget: Int? { if case .agent(let target) = end, !isFinite { target } else { nil } }

    /// Whether both lead the same payloads the same way, whatever they were made of.
    static func == (left: Self, right: Self) -> Bool {
      left.sender == right.sender && left.end == right.end && left.edge == right.edge
        && left.isOutput == right.isOutput && left.change == right.change && left.boxes == right.boxes
        && left.arrival == right.arrival && left.isFinite == right.isFinite
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(sender)
      hasher.combine(edge)
      hasher.combine(change)
      hasher.combine(boxes)
    }

    var target: Int? { if case .agent(let target) = end { target } else { nil } }
  }

  let agents: [AgentIndex]
  let fields: [Field]
  /// What happens to the fields, one row for each kind of way.
  private(set) var changes: [[Change]] = []
  private(set) var ways: [Way] = []
  /// The same for those that look at ways often.
  private(set) var table: WayTable

  init(agents: [AgentIndex], fields: [Field]) {
    self.agents = agents
    self.fields = fields
    table = WayTable(fieldCount: fields.count)
  }

  /// Adds a row of what happens to the fields.
  mutating func add(_ row: [Change]) {
    changes.append(row)
    table.add(row)
  }

  mutating func add(_ way: Way) {
    ways.append(way)
    table.add(way)
  }

  /// Every class of every field.
  var everything: [UInt64] { fields.map(\.all) }

  /// What goes through a box of a way, of payloads within some masks; `nil` where nothing does.
  func sent(_ received: [UInt64], by way: Int, through box: Int) -> [UInt64]? {
    var sent = received
    let number = table.boxes(of: way).lowerBound + box
    return table.send(received, by: ways[way].change, through: number, &sent) ? sent : nil
  }

  /// What the receiver gets of what is sent, as boxes.
  func arriving(_ sent: [UInt64], by way: Way) -> [[UInt64]] {
    switch way.arrival {
    case .whole: return [sent]
    case .fresh(let boxes): return boxes
    case .merged(let boxes):
      return boxes.map { box in
        box.indices.map { field in
          let absent = fields[field].absent
          // What two bring must be the same.
          let own = sent[field] & ~absent & (box[field] & absent != 0 ? fields[field].all : box[field])
          return own | (sent[field] & absent != 0 ? box[field] : 0)
        }
      }.filter { !$0.contains(0) }
    }
  }
}
