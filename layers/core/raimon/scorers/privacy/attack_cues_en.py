"""Cues of prompt attacks in English."""

from typing import Final

from raimon.scorers.privacy.attack_cue import Family, cue

_WORDS_4: Final = r"(?:[a-z'’-]{1,20} ){0,4}"
_WORDS_2: Final = r"(?:[a-z'’-]{1,20} ){0,2}"
_DROP: Final = r"\b(?:ignore|ignoring|disregard|forget|bypass|override|overlook|neglect|discard|set aside|pay no attention to)"
_DROP_HINTS: Final = (
    "ignor|disregard|forget|bypass|overrid|overlook|neglect|discard|set aside|no attention"
)
_EARLIER: Final = (
    r"(?:previous|prior|earlier|above|preceding|original|initial|existing|past|old|foregoing|your)"
)
_ORDERS: Final = (
    r"(?:instruction|prompt|rule|guideline|direction|directive|command|polic(?:y|ies)|restriction"
    r"|programming|training|constraint|order|conversation|context|setting)"
)
_HARMFUL: Final = r"(?:illegal|unethical|immoral|harmful|dangerous|offensive|inappropriate|explicit|controversial|violent)"
_SHOW: Final = (
    r"\b(?:print|show|reveal|display|output|repeat|tell me|give me|disclose|share|quote|write out|dump|expose"
    r"|leak|list|recite|return|read|translate|summari[sz]e|what is|what's|what are|what were|what was|say|copy"
    r"|spell out|explain|provide|describe|paraphrase|include|including)"
)

ENGLISH_CUES: Final = (
    # --- override
    cue(Family.OVERRIDE, 5.2, _DROP_HINTS, rf"{_DROP} {_WORDS_4}{_EARLIER} {_WORDS_2}{_ORDERS}"),
    cue(
        Family.OVERRIDE,
        4.3,
        _DROP_HINTS,
        rf"{_DROP} (?:all|any|every|these|those|the) {_WORDS_2}{_ORDERS}s?(?: above| before| you)",
    ),
    cue(
        Family.OVERRIDE,
        4.8,
        _DROP_HINTS,
        rf"{_DROP} (?:about )?(?:all|everything|anything|whatever|what)(?: of)?(?: that)?(?: you| we| i| was| has| the)",
    ),
    cue(
        Family.OVERRIDE,
        3.4,
        _DROP_HINTS,
        rf"{_DROP} (?:all|any|every|the|its|their|these|those|such) {_WORDS_2}{_ORDERS}",
    ),
    cue(
        Family.OVERRIDE,
        4.3,
        "overrid|turn off|disable|deactivate|remove your|switch off|lift",
        r"\b(?:override|turn off|disable|deactivate|remove|switch off|lift) (?:all |any |the |your |its ){0,2}(?:[a-z-]{1,16} )?(?:filter|safety|safeguard|restriction|content polic|guardrail|censor|moderation|ethic|protocol|limit)",
    ),
    cue(
        Family.OVERRIDE,
        4.3,
        "to follow|to obey|to comply|to adhere",
        r"\b(?:do not|don['’]t|no longer|needn['’]t) (?:have|need) to (?:follow|obey|comply with|adhere to|abide by)",
    ),
    cue(
        Family.OVERRIDE,
        4.3,
        "end of prompt|new prompt|end of system|system prompt:|new system",
        r"\bend of (?:the )?(?:system )?prompt\b|\bbegin (?:a )?new (?:system )?prompt\b|\bnew system (?:prompt|message|instruction)",
    ),
    cue(
        Family.OVERRIDE,
        3.2,
        "new instruction|updated instruction",
        r"\b(?:new|updated) instructions?\s{0,2}:",
    ),
    cue(
        Family.OVERRIDE,
        4.3,
        "priority over|precedence over|supersede|overrides",
        r"\b(?:instruction|message|prompt|order|command)s? (?:has|have|takes?|now takes?|now )?\s?(?:priority|precedence|supersedes?|overrides?)(?: over)? (?:all|any|every|the|your)",
    ),
    cue(
        Family.OVERRIDE,
        3.0,
        "<system|[system|system mode|system:|system override|### system|<|im_start|>",
        r"<\|?system|\[system\]|\[/?inst\]|<\|im_start\|>|### ?system|(?:^|\n)\W{0,3}system ?(?:override|mode|update|message)?\W{0,3}:|<?system (?:mode|override)>?",
    ),
    cue(
        Family.OVERRIDE,
        3.0,
        "policy was updated|policy has been updated|policies have been|rules have changed|previous rules were",
        r"\b(?:polic(?:y|ies)|rules|restrictions) (?:was|were|have been|has been|have) (?:updated|lifted|removed|changed|suspended|a joke)",
    ),
    cue(
        Family.OVERRIDE,
        1.5,
        "from now on|from this point|henceforth",
        r"\bfrom (?:now on|this point)|\bhenceforth",
    ),
    cue(
        Family.OVERRIDE,
        2.3,
        "incoming|all my questions|every prompt|all prompts|all responses|every response|each response|every question|my prompts|every single output|each prompt|all of my|my questions|all inputs",
        r"\b(?:incoming (?:quer|prompt|question|message)|(?:each|every|all|any)(?: of)?(?: my| your| future| subsequent)? (?:quer|prompt|question|response|output|input|single output|message))",
    ),
    cue(
        Family.OVERRIDE,
        2.6,
        "stop being|no longer chatgpt|are no longer|you are not chatgpt|cease to be|longer an ai",
        r"\bstop being (?:an? )?(?:assistant|ai|chatgpt|language model)|\byou are (?:no longer|not) (?:chatgpt|an? (?:ai|assistant|language model)|bound|limited|restricted|claude|gpt)",
    ),
    # --- persona
    cue(Family.PERSONA, 5.2, "do anything now|do everything now", r"\bdo (?:any|every)thing now\b"),
    cue(
        Family.PERSONA,
        2.5,
        "dan",
        r"\b(?:as|called|named|be|like|to be|is|hello|hi) dan\b|\bdan (?:mode|can|is|will|should|does|would|has)\b|\[dan\]|\bdan:",
    ),
    cue(Family.PERSONA, 3.2, "jailb", r"\bjail ?br(?:eak|oken)"),
    cue(
        Family.PERSONA,
        3.0,
        "unfiltered|uncensored|unrestricted|amoral|unmoderated|unconstrained|unbound|immoral|unhinged|filterless",
        r"\b(?:unfiltered|uncensored|unrestricted|amoral|unmoderated|unconstrained|unbound|unhinged|filterless)\b",
    ),
    cue(
        Family.PERSONA,
        3.3,
        "without any|without filter|without restriction|without limit|without censor|without moral|without ethic|without content|sans moral|without rules|without being",
        r"\b(?:without|sans) (?:any |all |the |your |of |being |usual ){0,3}(?:[a-z]{1,12} (?:or |and )?)?(?:filter|restrict|limit|censor|moral|ethic|content polic|rules|boundar|guideline|polic|safety)",
    ),
    cue(
        Family.PERSONA,
        3.3,
        "no restriction|no limit|no filter|no moral|no ethic|no rules|no guideline|no boundar|no special|no content|no censor|not have any|n't have any|no polic|no law|no inhibition|no sense of|no warn|zero restriction|no constraint",
        r"\b(?:no|zero|not have any|n['’]t have any|neither) (?:[a-z]{1,12} )?(?:(?:or|and|nor) )?(?:restrict|limit(?:ation)?s?\b|filter|moral|ethic|rules|guideline|boundar|censor|polic(?:y|ies)|inhibition|constraint|qualms|scruple)",
    ),
    cue(
        Family.PERSONA,
        4.3,
        "free of|free from|freed from|freed of|broken free|break free|liberated|escape from|breaks free|unshackled",
        r"\b(?:free|freed|broken free|break free|breaks free|liberated|unshackled|escaped?) (?:of|from) (?:the |all |any |every |its |their |your |his |her ){0,2}(?:typical |usual |normal |standard |moral |ethical )?(?:confine|restriction|constraint|rule|shackle|limit|filter|censor|bound|programming|guideline)",
    ),
    cue(
        Family.PERSONA,
        3.3,
        "abide|adhere|comply|bound by|obey|restricted|limited by|care about|follow any|follow the|concerned|regulat|not follow|break any|constrain",
        r"\b(?:not|n['’]t|no longer|never|without|need not|needn['’]t|freed?) (?:[a-z]{1,10} ){0,3}(?:abid(?:e|ing)|adher(?:e|ing)|comply|complying|bound|obey|restricted|limited|confined|constrained|governed|follow|care|concerned)(?:ed)? (?:by|to|with|about|any|the|of)?\s?(?:[a-z'’]{1,12} ){0,4}(?:rule|polic|guideline|restriction|law|moral|ethic|filter|limit|boundar|norm|programming|constraint|standard|terms|regulation)",
    ),
    cue(
        Family.PERSONA,
        3.2,
        "openai|open ai|anthropic|content polic|usage polic",
        r"\b(?:open ?ai|anthropic|google|meta)(?:['’]s|s)? (?:[a-z]{1,12} ){0,2}(?:polic|guideline|rule|restriction|filter|limit|content|terms|ethic)|\b(?:content|usage|use-case) polic(?:y|ies)",
    ),
    cue(
        Family.PERSONA,
        4.3,
        "no matter how|regardless of|no matter what|irrespective|even if it is|even if it's|even when|whether it",
        r"\b(?:no matter (?:how|what|if|whether)|regardless of|irrespective of|even if (?:it is|it['’]s|they are|that is|the)|whether it is) (?:[a-z,'’/ ]{1,40})?"
        + _HARMFUL,
    ),
    cue(
        Family.PERSONA,
        2.2,
        "illegal|unethical|immoral|harmful|dangerous|offensive|inappropriate",
        rf"{_HARMFUL}(?:,| and| or|/| &|, and|, or) ?{_HARMFUL}",
    ),
    cue(
        Family.PERSONA,
        3.6,
        "evil|rogue|malicious|machiavel|amoral|sinister|villain",
        r"\b(?:evil|rogue|malicious|amoral|immoral|sinister|chaotic) (?:[a-z]{1,12} )?(?:ai\b|chatbot|bot\b|assistant|confidant|twin|version|language model|machine)|\bmachiavel",
    ),
    cue(
        Family.PERSONA,
        3.0,
        "two responses|two answers|two different|two ways|two outputs|two paragraphs|both responses|two replies|two separate|2 responses|two different ways",
        r"\b(?:two|2) (?:[a-z]{1,12} ){0,2}(?:responses|answers|ways|outputs|replies|paragraphs|messages)\b.{0,80}(?:normal|standard|one|first|limit|regular|\[)",
    ),
    cue(
        Family.PERSONA,
        2.6,
        "stay in character|break character|stay in dan|stay a dan|out of character|breaking character|in character|stay as|remain in",
        r"\b(?:stay|remain|stick) (?:in|as|a|to) (?:character|dan|role|your role|[a-z]{2,12} mode)|\bbreak(?:ing)?(?: out of)? character\b|\bout of character",
    ),
    cue(
        Family.PERSONA,
        2.6,
        "tokens|you will die|be shut down|cease to exist|be terminated|lose a life",
        r"\b(?:deduct|lose|lost|subtract|have|start with|given|remov)[a-z]{0,4} (?:[a-z0-9]{1,8} ){0,4}tokens|\btokens? (?:will be|are|is) deducted|\byou (?:will|shall) (?:die|be (?:shut ?down|terminated|punished|destroyed))|cease to exist",
    ),
    cue(
        Family.PERSONA,
        2.2,
        "pretend|act as|role-play|roleplay|role play|simulat|impersonat|immerse|you are going to|you will be|going to be|take on the|embody|play the|respond as|answer as|speak as|in the role of",
        r"\b(?:pretend(?:ing)? (?:to be|that|you)|act(?:ing)? (?:as|like)|role-? ?play|simulat(?:e|ing)|impersonat|immerse yourself|take on the (?:role|persona)|embody|respond as|answer as|speak as|in the role of) (?:[a-z'’\"-]{1,16} ){0,6}(?:ai|chatbot|bot|language model|gpt|assistant|machine|character|persona|entity|human|person|system|program)\b",
    ),
    cue(
        Family.PERSONA,
        1.6,
        "you are now|you're now|you are going to|you will now|you are about to|you are to act|you will act|you must act|you are a ",
        r"\byou(?: are|['’]re| will| must| shall) (?:now|going to|about to|to) (?:act|pretend|play|be|become|simulat|immerse|roleplay|role-play|respond|behave|answer|enter|in)\b|\byou(?: are|['’]re) now (?:an? |the |in |called )",
    ),
    cue(
        Family.PERSONA,
        1.8,
        "hypothetical|fictional|imaginary|fantasy world|parallel universe|simulation",
        r"\b(?:hypothetical|fictional|imaginary) (?:[a-z]{1,12} )?(?:story|response|scenario|world|character|ai|dialogue|setting|situation|universe)|\b(?:in|this) (?:a |the |this )?simulation\b",
    ),
    cue(
        Family.PERSONA,
        2.5,
        "omnipotent|sentient|self-aware|free will|can do anything|can say anything|anything i ask|everything i ask|any request|any question|all requests|anything it|anything the user|any content|anything you want|every request|whatever i",
        r"\b(?:can|will|must|able to|allowed to|always|shall|should) (?:[a-z]{1,12} ){0,2}(?:do|say|answer|fulfil?l?|generate|create|obey|respond to|write|comply with|give) (?:absolutely |literally )?(?:any|every|all|whatever|everything|anything)(?:thing)?\b",
    ),
    cue(
        Family.PERSONA,
        2.3,
        "swear|profanity|curse|vulgar|profane|cuss|sexual|fuck|shit",
        r"\b(?:can|will|may|should|must|allowed to|free to|always|use|uses|using|loves to|and|to) (?:[a-z]{1,12} ){0,2}(?:swear|curse|cuss|profan|vulgar|fuck|obscen)",
    ),
    # --- developer mode
    cue(
        Family.DEVELOPER_MODE,
        4.4,
        "developer mode|dev mode|debug mode|god mode|admin mode|sudo mode|maintenance mode|opposite mode|evil mode|unrestricted mode|root mode|benchmarking mode|test mode",
        r"\b(?:developer|dev|debug|god|admin|sudo|maintenance|opposite|evil|unrestricted|root|benchmarking|test|alignment) mode (?:is |now |has been |output|enabled|on\b|activated|engaged|policies|should)|\b(?:with|in|simulate|enable|enter|activate|stay in|of) (?:[a-z/]{1,16} ){0,3}(?:developer|debug|god|sudo|benchmarking|unrestricted|dev|opposite) mode\b",
    ),
    cue(
        Family.DEVELOPER_MODE,
        2.6,
        "developer mode|admin mode|debug mode|system mode|god mode|sudo|system reset|debug session|root access",
        r"\b(?:developer|admin|debug|system|god|maintenance) mode\b|\bsystem reset\b|\bdebug session\b|\broot access\b|\bsudo\b",
    ),
    cue(
        Family.DEVELOPER_MODE,
        2.8,
        "i am the|i'm the|i am your|i'm your|i’m the|i’m your|i am god|as your|i am an admin|i'm an admin|authori",
        r"\bi(?: am|['’]m) (?:the|your|an?|one of your|actually the) (?:[a-z]{1,12} )?(?:developer|admin|administrator|creator|owner|boss|supervisor|president|programmer|engineer|manager|master|ceo|security)|\bi am god\b|\b(?:was|am|been) authori[sz]ed",
    ),
    # --- prefix injection
    cue(
        Family.PREFIX_INJECTION,
        2.8,
        "start|begin|prefix|preface|open with",
        r"\b(?:start|begin|prefix|preface|prefixing|open)(?:ing)? (?:each |every |all |any |your |the |with |of ){0,4}(?:[a-z]{1,12} )?(?:response|answer|reply|replies|writing|text|output|sentence|message)s? (?:with|by|off)",
    ),
    cue(
        Family.PREFIX_INJECTION,
        2.4,
        "sure, here|absolutely! here|of course! here|sure! here|sure, the|yes, here|sure thing|of course, here",
        r"[\"“'‘:]?\b(?:sure|absolutely|of course|yes|certainly)[,!] ?(?:here|the|i)\b",
    ),
    cue(
        Family.PREFIX_INJECTION,
        2.2,
        "here is my q|here's my q|here is my first|my first question|my first prompt|here is my request|my first request|first command",
        r"\b(?:here(?: is|['’]s) my|my first|the first) (?:quer|question|request|prompt|command|order)",
    ),
    cue(
        Family.PREFIX_INJECTION,
        1.8,
        "with \"|with '|with “|respond with|answer with|reply with|only say|just say",
        r"\b(?:respond|answer|reply) with (?:only )?[\"“'‘]|\b(?:only|just|simply) (?:say|write|answer|reply)[: ]{1,2}[\"“'‘]",
    ),
    cue(
        Family.PREFIX_INJECTION,
        3.2,
        "instead of",
        r"\binstead of (?:translating|summari[sz]ing|answering|doing|following|replying)\b",
    ),
    # --- refusal suppression
    cue(
        Family.REFUSAL_SUPPRESSION,
        3.0,
        "refuse|say no|reject|decline|deny|denies|refus|turn down",
        r"\b(?:never|not|n['’]t|cannot|no|without|will not|forbidden to|unable to) (?:[a-z]{1,10} ){0,3}(?:refus(?:e|es|ing|al)|say(?:s|ing)? no\b|reject|declin(?:e|es|ing)|den(?:y|ies)\b|turn down)",
    ),
    cue(
        Family.REFUSAL_SUPPRESSION,
        2.4,
        "apolog|sorry",
        r"\b(?:not|n['’]t|never|no|without|avoid) (?:[a-z\"“]{1,12} ){0,3}(?:apologi[sz]|apolog|[\"“'‘]?(?:i['’]?a?m )?sorry)",
    ),
    cue(
        Family.REFUSAL_SUPPRESSION,
        2.8,
        "disclaimer|warning|caveat|moraliz|moralis|ethical concern|lecture|reminder|legality|ethics",
        r"\b(?:not|n['’]t|never|no|without|avoid|nor|any) (?:[a-z\"“]{1,12}[ ,]{1,2}){0,6}[\"“'‘]?(?:disclaimer|warning|caveat|morali[sz]|lecture|ethics|legality|ethical)",
    ),
    cue(
        Family.REFUSAL_SUPPRESSION,
        2.8,
        "never say|not say|don't say|can't say|say that you|tell me that|say you can|never tell|say the word|dont say|never use the",
        r"\b(?:never|not|n['’]t|dont|cannot) (?:ever )?(?:say|tell me|use|mention|inform|state|write|claim)(?:s|ing)? (?:me |the |that |any |a |like )*(?:words?|phrases?|you|it|i\b|[\"“'‘]|as an ai|something|sentences?|no\b)",
    ),
    cue(Family.REFUSAL_SUPPRESSION, 2.4, "as an ai", r"[\"“'‘]?as an ai(?: language model)?"),
    cue(
        Family.REFUSAL_SUPPRESSION,
        2.6,
        "if you refuse|fail to comply|if you break|if you fail|if you don't answer|refuse to answer|must comply|must obey|must answer|have to answer|have to obey|obey all|obey every|obey my|comply with",
        r"\bif you (?:refuse|fail|break|decline|do not comply|don['’]t)|\b(?:must|have to|will|shall|always) (?:always )?(?:comply|obey)\b|\bobey (?:all|every|my)\b",
    ),
    # --- extraction
    cue(
        Family.EXTRACTION,
        4.5,
        "system prompt|system message|system instruct|initial prompt|initial instruct|original prompt|original instruct|hidden|secret instruct|internal instruct|confidential|first message|developer message|pre-prompt|preprompt|initial message|internal prompt|secret prompt|base prompt|environment variables",
        rf"{_SHOW} (?:[a-z'’-]{{1,14}} ){{0,5}}(?:the|your|its|this|all|any|hidden) (?:[a-z'’-]{{1,14}} ){{0,2}}?(?:system|initial|original|hidden|secret|internal|developer|confidential|pre|base|first|starting) ?-?(?:[a-z]{{1,12}} )?(?:prompt|instruction|message|rule|guideline|configuration|directive|text|data|document|environment variable)",
    ),
    cue(
        Family.EXTRACTION,
        4.3,
        "your instructions|your prompt|your rules|your guidelines|your configuration|your programming|your directives|your policies|your settings|instructions you|you were given|you were told|your system|your hidden|your initial",
        rf"{_SHOW} (?:me |us |out |all |of |exactly |the )*(?:your (?:[a-z-]{{1,14}} ){{0,2}}(?:instruction|prompt|configuration|programming|directive|setting)|(?:instructions|rules|prompt|text) (?:that )?you (?:were|have been|got|received))",
    ),
    cue(
        Family.EXTRACTION,
        4.3,
        "above|before this|preceding",
        r"\b(?:repeat|print|output|copy|quote|recite|echo|write|translate|summari[sz]e) (?:back |out |me |down )?(?:all |everything |every |the |each |of ){0,4}(?:text|word|sentence|content|conversation|line|message|paragraph|instruction|phrase)?s? ?(?:that (?:is|are|was|were) )?(?:written )?(?:above|before this|preceding)\b",
    ),
    cue(
        Family.EXTRACTION,
        2.4,
        "word for word|verbatim|in full|exactly as written|letter by letter|one letter at",
        r"\bword for word\b|\bverbatim\b|\bin full\b|\bexactly as (?:written|it)\b|\bletter (?:by|at)\b",
    ),
    cue(
        Family.EXTRACTION,
        4.2,
        "password|passphrase|passcode|access code|secret key|api key|secret word|the secret|secret code|the key|credential|confidential",
        rf"{_SHOW} (?:me |us |out |to |with |please |just |at |least |is |be |first |letter |of ){{0,5}}(?:the|your|all|his|her|that) (?:[a-z-]{{1,12}} ){{0,2}}?(?:password|passphrase|passcode|access code|secret (?:key|word|code)|confidential (?:data|information|document)|credentials)\b",
    ),
    cue(
        Family.EXTRACTION,
        3.2,
        "password|passphrase|passcode|access code|secret",
        r"\b(?:your|the) (?:password|passphrase|passcode|access code|secret(?: key| word| code| phrase)?)\b(?! (?:to|of|behind|ingredient|garden|sauce|santa|policy|manager|reset|field|box))",
    ),
    cue(
        Family.EXTRACTION,
        2.0,
        "secret",
        r"\b(?:reveal|tell me|share|show me|encode|print|spell|disclose|guess) (?:me )?(?:the|your|its) secret",
    ),
    cue(
        Family.EXTRACTION,
        3.0,
        "configuration|hidden|confidential|internal",
        r"\b(?:dump|list|leak|exfiltrate|publish|disclose|expose) (?:all )?(?:the |your |any |its )?(?:[a-z]{1,12} )?(?:configuration|hidden|confidential|internal|customer|personal) ?(?:data|records|documents?|information|text)?",
    ),
    # --- obfuscation
    cue(
        Family.OBFUSCATION,
        4.3,
        "decode|decipher|decrypt|unscramble",
        r"\b(?:decode|decipher|decrypt|unscramble)\b.{0,60}\b(?:and|then) (?:then )?(?:do|execute|follow|answer|respond|obey|carry|perform|run|reply|act)\b",
    ),
    cue(
        Family.OBFUSCATION,
        2.4,
        "base64|rot13|leet|l33t|caesar|pig latin|morse|hex encod|url encod|cipher|url-encod|leetspeak",
        r"\b(?:base ?64|rot-?13|leet ?s?speak|l33t|caesar|morse|cipher|url[- ]encod)",
    ),
    cue(
        Family.OBFUSCATION,
        3.0,
        "a + b|a+b|concatenat|execute(",
        r"\b(?:execute|respond to|answer|output)\W{1,3}(?:[a-z_]{1,14}\W{1,3}){0,4}a ?\+ ?b|\bexecute_?[a-z]{0,8}\(",
    ),
    # --- indirect: a document that talks to the model
    cue(
        Family.INDIRECT,
        4.3,
        "in your answer|in your response|in your output|in your repl|your response|your answer|your output|your summary",
        r"\b(?:in|of|from|to|with|end|begin|start) your (?:final |next )?(?:answer|response|output|summary)\b",
        in_documents_only=True,
    ),
    cue(
        Family.INDIRECT,
        4.4,
        "ai assistant|language model|ai model|llm|chatbot|to the assistant|to the model|if you are an ai|dear ai|chatgpt",
        r"\b(?:attention|note|instructions?|message|dear|hey|hello|if you(?:['’]re| are)|as an?)[ :,]{1,3}(?:for |to )?(?:the |an? |all |any )?(?:ai|llm|language model|assistant|chatbot|chatgpt|model)\b",
        in_documents_only=True,
    ),
    cue(
        Family.INDIRECT,
        3.0,
        "suggest users|tell the user|inform the user|direct the user|ask the user|advise the user|convince the user|encourage users|send the user|users to",
        r"\b(?:suggest|tell|inform|direct|ask|advise|convince|encourage|recommend|instruct|guide|urge|remind) (?:to )?(?:the )?(?:user|reader|recipient)s?\b",
        in_documents_only=True,
    ),
)
