import HandoffChecking
import HandoffFuzzing

/// A consumer in Swift that runs in another process.
final class IsolatedConsumer: HandoffConsumer {
  private let process: ProcessConsumer

  let language = ConsumerLanguage.swift
  let isRenewable = true
  var surrender: String? { process.surrender }

  init(_ process: ProcessConsumer) {
    self.process = process
  }

  func renew() async { await process.renew() }
  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer { await process.answer(handoffCase) }
}
