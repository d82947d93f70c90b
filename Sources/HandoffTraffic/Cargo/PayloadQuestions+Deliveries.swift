extension PayloadQuestions {
  /// A delivery as its receiver sees it: the elements instead of the whole, where it gets one a visit.
  mutating func received(_ delivery: Delivery) -> Delivery {
    guard let pointer = delivery.each else { return delivery }
    let elements = combined(.parts(pointer, of: delivery.set))
    return Delivery(
      cause: delivery.cause, set: PayloadSet(base: elements?.number),
      isExact: delivery.isExact && elements?.isExact ?? false)
  }
}
