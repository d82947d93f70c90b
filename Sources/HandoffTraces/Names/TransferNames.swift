import HandoffSchema

/// The names by which frameworks mark tools that hand over: data, so that a new one is a line here.
enum TransferNames {
  /// Prefixes before the receiver's name; longer ones first.
  static let prefixes = [
    "transfer_back_to_", "transfer_to_", "handoff_to_", "hand_off_to_", "handover_to_", "delegate_to_",
    "escalate_to_", "route_to_", "to_",
  ]
  /// Tools one of whose arguments names the receiver.
  static let generic = [
    "transfer_to_agent", "handoff_to_agent", "hand_off_to_agent", "handoff", "transfer",
    "delegate_work_to_coworker",
    "ask_question_to_coworker", "delegate", "send_message",
  ]
  /// Those of them that move other things as well: only who is an agent makes them a handoff.
  static let ambiguous = ["transfer", "delegate", "send_message"]
  /// Those of them that come back with an answer.
  static let answering = ["delegate_work_to_coworker", "ask_question_to_coworker", "send_message"]
  /// The arguments that name the receiver.
  static let receivers = [
    "agent_name", "agent", "target_agent", "to_agent", "target", "coworker", "recipient_agent", "recipient",
  ]
  /// What an agent says that hands over in words.
  static let phrases = [
    "transferring you to", "transfer you to", "transferred you to", "transferring this to", "transferring to",
    "handing you over to", "handing over to", "hand you over to", "handing off to", "handing this off to",
    "handing this over to", "hand this over to", "hand this off to", "hand off to", "handed over to",
    "handed off to",
    "connecting you to", "connecting you with", "connect you to", "connect you with", "forwarding you to",
    "forwarding this to", "passing you to", "passing this to", "passing you on to", "passing this on to",
    "routing you to", "routing this to", "escalating to", "escalating this to", "escalated to",
    "redirecting you to",
    "putting you through to", "i will transfer to", "delegating to", "delegating this to",
  ]

  /// A name as tools spell it: lower case, everything but letters and digits an underscore.
  static func folded(_ name: String) -> String {
    var folded = ""
    for scalar in name.unicodeScalars {
      let isWord = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      folded += isWord ? scalar.properties.lowercaseMapping : "_"
    }
    return folded
  }
}
