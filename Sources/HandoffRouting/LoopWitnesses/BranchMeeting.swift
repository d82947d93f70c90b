import HandoffSchema

/// What one branch of a join that merges must bring, and what others, so that something within a box arrives.
///
/// A member that both bring must be the same, and one that only one brings is as that one has it.
struct BranchMeeting {
  /// What the branch brings.
  let own: PayloadBox
  /// What the others bring.
  let others: PayloadBox

  /// Holds the two against each other; `nil` where nothing within the box comes of them.
  ///
  /// - Parameters:
  ///   - own: What the branch may bring.
  ///   - others: What the others may bring.
  ///   - arriving: What is to arrive.
  ///   - table: The fields of all three.
  init?(_ own: PayloadBox, _ others: PayloadBox, arriving: PayloadBox, _ table: FieldTable) {
    var (mine, theirs) = (own, others)
    let fields = Set([own, others, arriving].flatMap { $0.limits.map(\.field) })
    for field in fields.sorted() {
      let all = table.fields[field].all
      let (left, right) = (own.atoms(of: field) ?? all, others.atoms(of: field) ?? all)
      let wanted = arriving.atoms(of: field) ?? all
      let absent = table.fields[field].atoms.firstIndex(of: .absent)
      let kept = Self.matching(left, with: right, wanted, absent)
      mine = mine.intersection(PayloadBox(field, kept))
      theirs = theirs.intersection(PayloadBox(field, Self.matching(right, with: kept, wanted, absent)))
    }
    guard !mine.isEmpty, !theirs.isEmpty else { return nil }
    self.own = mine
    self.others = theirs
  }

  /// Those of some classes with which one of others makes something wanted.
  private static func matching(_ own: AtomSet, with others: AtomSet, _ wanted: AtomSet, _ absent: Int?)
    -> AtomSet
  {
    var kept = own.intersection(wanted)
    if absent.map({ !others.contains($0) }) ?? true { kept.formIntersection(others) }
    // What the one does not bring the other does, or nobody.
    if let absent {
      kept.remove(absent)
      if own.contains(absent), !others.intersection(wanted).isEmpty { kept.insert(absent) }
    }
    return kept
  }
}
