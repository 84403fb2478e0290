namespace VisionZero.Documents.Tests;

/// <summary>Documents as the platform makes them, in three languages.</summary>
internal static class Papers
{
    private static readonly string[] EnglishRules =
    [
        "Take leadership – demonstrate commitment",
        "Identify hazards – control risks",
        "Define targets – develop programmes",
        "Ensure a safe and healthy system – be well-organized",
        "Ensure safety and health in machines, equipment and workplaces",
        "Improve qualifications – develop competence",
        "Invest in people – motivate by participation",
    ];

    private static readonly string[] ChineseRules =
    [
        "发挥领导作用，展现承诺",
        "识别危害，控制风险",
        "确定目标，制定计划",
        "确保安全与健康的体系，组织有序",
        "确保机器、设备和工作场所的安全与健康",
        "提高资质，发展能力",
        "投资于人，通过参与激励",
    ];

    private static readonly string[] ArabicRules =
    [
        "تولَّ القيادة وأظهر الالتزام",
        "حدّد الأخطار وتحكّم في المخاطر",
        "حدّد الأهداف وضع البرامج",
        "ضمان نظام آمن وصحي وحسن التنظيم",
        "ضمان السلامة والصحة في الآلات والمعدات وأماكن العمل",
        "تحسين المؤهلات وتطوير الكفاءة",
        "استثمر في الناس وحفّزهم بالمشاركة",
    ];

    public static CertificateDocument English(string name = "Sofía Łukasiewicz", string? latin = null) => new()
    {
        Kind = CertificateKind.Trainer,
        Language = "en",
        Heading = "Certificate",
        Opening = "This certifies that",
        Name = name,
        LatinName = latin,
        Statement = [new("is a "), new("Vision Zero Professional Trainer", true), new(" and may deliver certified Vision Zero training.")],
        Facts = [new("Number", "VZ-P-2026-004217-92"), new("Valid", "1 June 2026 – 31 May 2029"), new("Decided by", "two members of OSH staff, 28 May 2026")],
        VerifySentence = "Verify this certificate at",
        OfficialAddress = "register.visionzero.example/verify",
        VerifyUrl = "https://register.visionzero.example/en/verify/VZ-P-2026-004217-92?code=K7QF-2M9T",
        CodeLabel = "with the code",
        Code = "K7QF2M9T",
        Signatories = [new("Dr. Amina Okafor", "Head of the trainer scheme"), new("Lars Nyström", "Occupational safety and health")],
        SmallPrint = "This certificate is valid only as the register shows it. It names the person who was assessed and is not transferable.",
        RuleTitles = EnglishRules,
        IssuedAt = new DateTimeOffset(2026, 5, 28, 12, 0, 0, TimeSpan.Zero),
        Title = "Certificate VZ-P-2026-004217-92",
        Author = "Vision Zero",
    };

    public static CertificateDocument Chinese(string name = "欧阳晓静", string? latin = "Ouyang Xiaojing") => English(name, latin) with
    {
        Language = "zh",
        Heading = "证书",
        Opening = "兹证明",
        Statement = [new("为"), new("零伤亡愿景专业培训师", true), new("，可讲授经认证的零伤亡愿景培训课程。")],
        Facts = [new("编号", "VZ-P-2026-004217-92"), new("有效期", "2026年6月1日至2029年5月31日"), new("决定", "两名职业安全健康工作人员，2026年5月28日")],
        VerifySentence = "请在以下网址查验本证书",
        CodeLabel = "查验码",
        SmallPrint = "本证书以登记系统所示状态为准，仅限证书所载人员使用，不得转让。",
        RuleTitles = ChineseRules,
        Signatories = [],
    };

    public static CertificateDocument Arabic(string name = "محمد عبد الله السليمان", string? latin = "Mohammed Al-Sulaiman") => English(name, latin) with
    {
        Language = "ar",
        Heading = "شهادة",
        Opening = "تشهد هذه الوثيقة بأن",
        Statement = [new("هو "), new("مدرب محترف في رؤية صفر حوادث", true), new(" ويجوز له تقديم تدريب معتمد لـ Vision Zero.")],
        Facts = [new("الرقم", "VZ-P-2026-004217-92"), new("صالحة", "1 يونيو 2026 – 31 مايو 2029"), new("القرار", "عضوان من الفريق (السلامة والصحة)، 28 مايو 2026")],
        VerifySentence = "تحقق من هذه الشهادة على",
        CodeLabel = "بالرمز",
        SmallPrint = "تسري هذه الشهادة كما يظهرها السجل فقط، وهي شخصية وغير قابلة للتحويل.",
        RuleTitles = ArabicRules,
        Signatories = [new("د. أمينة أوكافور", "رئيسة برنامج المدربين"), new("Lars Nyström", "السلامة والصحة المهنية")],
    };

    public static CertificateDocument Support() => English("Nordhavn Skibsværft A/S") with
    {
        Kind = CertificateKind.Support,
        Heading = "Certificate of support",
        Opening = "This records that",
        Statement = [new("has signed the "), new("Vision Zero pledge", true), new(" and supports the goal of a world without fatal or serious accidents and harm at work.")],
        Facts = [new("Number", "VZ-S-2026-000087-13"), new("Pledge signed", "12 March 2026"), new("Valid", "until 11 March 2028")],
    };

    public static HandoutDocument Handout(string language = "en") => new()
    {
        Title = language == "zh" ? "提高资质，发展能力" : "Improve qualifications – develop competence",
        Summary = language == "zh" ? "能力是一个人在这里、在压力下做得出来的事。" : "Competence is what somebody can do, here, under pressure.",
        Rule = 6,
        Language = language,
        Markdown = string.Join("\n\n", Enumerable.Repeat(language == "zh" ? ChineseBody : EnglishBody, 6)),
        Footer = language == "zh" ? "零伤亡愿景 · 黄金准则6" : "Vision Zero · golden rule 6",
        Author = "Vision Zero",
        IssuedAt = DateTimeOffset.UnixEpoch,
    };

    private const string EnglishBody = """
        ## The situation
        An underground mine shows you its training matrix: 412 people, 31 courses, *green* nearly everywhere. It has taken **two years**.

        1. **The need was seen.** Somebody knows which tasks demand which competence.
        2. It was learned. Learners did the thing, not only heard of it.
           - Show me: five people, one critical task each.
           - Who decides?

        > People follow the person, *not* the policy.

        | Step | What breaks it |
        |---|---|
        | Seen | Nobody asked |
        | Used | No time in the roster, no tool, no supervisor who asks for it |

        See [the guide](https://example.org/guide) &amp; ask.
        """;

    private const string ChineseBody = """
        ## 情境
        一座地下矿山给您看培训矩阵：412人，31门课，几乎全绿。
        培训经理花了**两年**才做成。

        1. **需求看到了。** 有人清楚哪项任务需要哪种能力。
        2. 学会了。“学员动手做过”，不只是听过。

        - 做给我看：五个人。
        """;
}
