import HandoffContracts
import HandoffSchema

/// Tells whether what the agents of a loop keep of what they receive is always as their contracts demand, where no
/// guard stands in the way.
struct LoopHarmony {
  /// What some agents do to what they receive, and what they may send; `nil` for anything.
  struct Sender {
    var effects: PayloadEffects
    var offer: PayloadRegion?
  }

  private let table: FieldTable

  init(_ table: FieldTable) {
    self.table = table
  }

  /// Payloads of which each circulates whatever is chosen; `nil` where single fields do not show any.
  func box(of senders: [Sender]) -> PayloadBox? {
    var box = PayloadBox.everything
    for sender in senders where !sender.effects.forgetsEverything {
      guard let offer = sender.offer else { continue }
      guard offer.boxes.count == 1, !offer.boxes[0].isFree else { return nil }
    }
    for field in table.fields.indices {
      guard let limit = limit(of: field, senders) else { return nil }
      if limit != table.fields[field].all { box = box.intersection(PayloadBox(field, limit)) }
    }
    return box
  }

  /// What a field may hold at any agent so that none of them lacks an output; `nil` where that is not plain to see.
  private func limit(of field: Int, _ senders: [Sender]) -> AtomSet? {
    let all = table.fields[field].all
    var (kept, written, everywhere) = (all, AtomSet(count: table.fields[field].atoms.count), all)
    var (isLimited, isWritten, isAddedTo) = (false, false, false)
    for sender in senders {
      let offered = atoms(of: field, sender)
      everywhere.formIntersection(offered)
      let change = sender.effects.change(of: table.fields[field].pointer)
      switch change == .any || !KeepRule(of: field, in: sender.offer, table).hasRoom ? .any : change {
      case .copy: return nil
      case .keep: kept.formIntersection(offered)
      case .add:
        isAddedTo = true
        kept.formIntersection(offered)
      case .any:
        isWritten = true
        written.formUnion(offered)
      }
      isLimited = isLimited || kept != all
    }
    guard isLimited else { return all }
    if isAddedTo {
      // It grows past every bound.
      let isOpen = table.fields[field].atoms.indices.contains {
        everywhere.contains($0) && table.fields[field].atoms[$0].isUnboundedAbove
          && table.fields[field].atoms[$0].types == .integer
      }
      return isOpen ? everywhere : nil
    }
    if !everywhere.isEmpty { return everywhere }
    return isWritten && written.isSubset(of: kept) ? kept : nil
  }

  private func atoms(of field: Int, _ sender: Sender) -> AtomSet {
    let all = table.fields[field].all
    guard let offer = sender.offer else { return all }
    return offer.boxes.reduce(into: AtomSet(count: table.fields[field].atoms.count)) { set, box in
      set.formUnion(box.atoms(of: field) ?? all)
    }
  }
}

extension Agent {
  /// Whether something of what it receives is in what it sends.
  var keepsSomething: Bool {
    if !adds.isEmpty || !copies.isEmpty { return true }
    return switch preserves {
    case .everything: true
    case .fields(let fields): !fields.isEmpty
    }
  }
}
