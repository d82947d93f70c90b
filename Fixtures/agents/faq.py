"""The FAQ agent of the customer service example: sound."""

from handoff_agent import Rejected, members, serve

ANSWERS = {
    "baggage": (
        ("bag", "luggage"),
        "One bag of up to 23 kg and 140 cm is included.",
    ),
    "seats": (
        ("seat", "plane"),
        "The plane has 60 seats; rows 4 and 16 are exit rows.",
    ),
    "wifi": (
        ("wifi", "internet"),
        "There is free wifi on the plane; join Airline-Wifi.",
    ),
}
GENERAL = "Our staff at the desk and on board will gladly help you with that."


def answer(payload):
    intent, question = members(payload, "intent", "question")
    if intent != "question":
        raise Rejected("not a question")
    if not isinstance(question, str) or not 1 <= len(question) <= 500:
        raise Rejected("a question is a text of 1 to 500 characters")
    understood = {"intent": intent, "question": question}
    for topic, (words, text) in ANSWERS.items():
        if any(word in question.lower() for word in words):
            return {"accepted": {"answer": text, "topic": topic}, "understood": understood}
    if any(letter.isalpha() for letter in question):
        return {"accepted": {"answer": GENERAL, "topic": "general"}, "understood": understood}
    return {"failure": "unknown_question", "question": question}


if __name__ == "__main__":
    serve(answer)
