"""Invented texts for the command line to work on."""

ASKING = (
    "Dear Ms. Lind,\n\nThank you for your time. Could you give me some feedback on my interview?\n\n"
    "Kind regards,\nTamsin Reyes\n"
)
GRACIOUS = (
    "Dear Ms. Lind,\n\nThank you for considering me for the position of baker. I am disappointed, but I enjoyed meeting "
    "the team.\n\nPlease keep me in mind for future openings.\n\nKind regards,\nTamsin Reyes\n"
)
ANGRY = (
    "Dear Ms. Lind,\n\nThank you for nothing. Tell me what I did wrong, I have a right to know.\n\n"
    "I still have the key fob no. 0417 and will bring it back on Thursday.\n\nTamsin Reyes\n"
)
REJECTION = (
    'From: "Adaeze Lind" <adaeze@crumb.example.com>\nReply-To: people@crumb.example.com\nTo: tamsin@example.com\n'
    "Subject: Your application for Head Baker\nMessage-ID: <2@crumb.example.com>\nReferences: <1@example.com>\n"
    "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    "Dear Tamsin,\n\nThank you for applying for the position of Head Baker at Kettle & Crumb. We have decided to go "
    "forward with another candidate.\n\nKind regards,\nAdaeze Lind\n"
)

HOUSE_RULE = """\
title: Speaks of luck
severity: error
message: 'Speaks of luck ("{luck}").'
advice: Leave luck out.
why: In this house nobody believes in it.
source: The house rules
when: {luck: [house.luck]}
concepts: {house.luck: ["luck of course"]}
examples:
  flags: [luck of course, Luck of course!, "It was luck of course.", "luck of course it was"]
  passes: [good luck, of course, "Of course, luck.", lucky]
"""
