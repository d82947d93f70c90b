/// A set of payloads, field by field: those whose fields are all within their limits.
struct PayloadBox: Sendable, Hashable {
  /// The fields that are not free, in ascending order.
  private(set) var limits: [(field: Int, atoms: AtomSet)] = []
  /// Whether it rests on a test that is beyond the analysis, and which may as well refuse what the box holds.
  var isFree = false

  static let everything = PayloadBox()

  init() {}

  init(_ field: Int, _ atoms: AtomSet) {
    limits = [(field, atoms)]
  }

  var isEmpty: Bool { limits.contains { $0.atoms.isEmpty } }

  func atoms(of field: Int) -> AtomSet? {
    for limit in limits where limit.field == field { return limit.atoms }
    return nil
  }

  /// What both hold.
  func intersection(_ other: PayloadBox) -> PayloadBox {
    if limits.isEmpty || other.limits.isEmpty {
      var result = limits.isEmpty ? other : self
      result.isFree = isFree || other.isFree
      return result
    }
    var result = PayloadBox()
    result.isFree = isFree || other.isFree
    result.limits.reserveCapacity(limits.count + other.limits.count)
    var (left, right) = (0, 0)
    while left < limits.count || right < other.limits.count {
      if right == other.limits.count || left < limits.count && limits[left].field < other.limits[right].field
      {
        result.limits.append(limits[left])
        left += 1
      } else if left == limits.count || other.limits[right].field < limits[left].field {
        result.limits.append(other.limits[right])
        right += 1
      } else {
        result.limits.append(
          (limits[left].field, limits[left].atoms.intersection(other.limits[right].atoms)))
        left += 1
        right += 1
      }
    }
    return result
  }

  /// Keeps only what has some atoms at a field.
  mutating func narrow(_ field: Int, to atoms: AtomSet) {
    if let held = self.atoms(of: field), held.isSubset(of: atoms) { return }
    self = intersection(PayloadBox(field, atoms))
  }

  /// Whether another box holds all of this one.
  func isSubset(of other: PayloadBox) -> Bool {
    other.limits.allSatisfy { limit in atoms(of: limit.field)?.isSubset(of: limit.atoms) ?? false }
  }

  static func == (left: Self, right: Self) -> Bool {
    left.isFree == right.isFree
      && left.limits.elementsEqual(right.limits) { $0.field == $1.field && $0.atoms == $1.atoms }
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(isFree)
    for limit in limits {
      hasher.combine(limit.field)
      hasher.combine(limit.atoms)
    }
  }
}

extension PayloadBox {
  /// The same and what has nothing at some of the fields.
  func orAbsent(in table: FieldTable) -> PayloadBox {
    var box = PayloadBox.everything
    box.isFree = isFree
    for limit in limits {
      var atoms = limit.atoms
      if let absent = table.fields[limit.field].atoms.firstIndex(of: .absent) { atoms.insert(absent) }
      box.limits.append((limit.field, atoms))
    }
    return box
  }
}

/// A union of boxes.
struct PayloadRegion: Sendable, Hashable {
  private(set) var boxes: [PayloadBox]

  /// With more boxes than this a region is taken to be everything, which may as well be refused.
  static let boxLimit = 256

  static let everything = PayloadRegion([.everything])
  static let nothing = PayloadRegion([])
  /// What may hold any payload, or none.
  static let unknown: PayloadRegion = {
    var box = PayloadBox.everything
    box.isFree = true
    return PayloadRegion([box])
  }()

  init(_ boxes: [PayloadBox]) {
    var kept: [PayloadBox] = []
    var seen: Set<PayloadBox> = []
    for box in boxes where !box.isEmpty && seen.insert(box).inserted { kept.append(box) }
    if kept.count > 1, kept.contains(.everything) { kept = [.everything] }
    self.boxes = kept
  }

  func intersection(_ other: PayloadRegion) -> PayloadRegion {
    if other == .everything { return self }
    if self == .everything { return other }
    guard boxes.count * other.boxes.count <= Self.boxLimit * 16 else { return .unknown }
    let all = boxes.flatMap { left in other.boxes.map { left.intersection($0) } }
    let region = PayloadRegion(all)
    return region.boxes.count <= Self.boxLimit ? region : .unknown
  }

  func union(_ other: PayloadRegion) -> PayloadRegion {
    let region = PayloadRegion(boxes + other.boxes)
    return region.boxes.count <= Self.boxLimit ? region : .unknown
  }
}
