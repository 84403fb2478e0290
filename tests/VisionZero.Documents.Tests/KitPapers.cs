namespace VisionZero.Documents.Tests;

/// <summary>Papers of a trainer's kit, in English and Chinese.</summary>
internal static class KitPapers
{
    public const string Diagram = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 430" font-family="sans-serif" font-size="18" font-weight="700" text-anchor="middle" stroke-linecap="round" stroke-linejoin="round">
        <rect x="0" y="0" width="640" height="430" rx="16" fill="#FFF"/>
        <path d="M96 300 560 300" fill="none" stroke="#DAD7CE" stroke-width="2" stroke-dasharray="4 6"/>
        <text x="74" y="307" font-size="20" fill="#55617A">1</text>
        <g fill="#C9AE86" opacity=".6" transform="translate(20 10) scale(1.2)"><circle cx="206" cy="222" r="20"/><ellipse cx="260" cy="200" rx="30" ry="12"/></g>
        <polyline points="20,20 60,40 90,20" fill="none" stroke="#B3261E" stroke-width="6"/>
        <polygon points="300,20 340,60 260,60" fill="#1D5FA8"/>
        <line x1="10" y1="410" x2="600" y2="410" stroke="#10233B" stroke-width="4"/>
        <text x="425" y="321" font-size="30" fill="#B3261E">B</text>
        </svg>
        """;

    public const string Icon = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#10233B" stroke-width="2" stroke-linecap="round"><path d="M6 22V3"/><path d="M6 4c4-2.5 8 2.5 13 0v9c-5 2.5-9-2.5-13 0z"/></svg>""";

    private static bool IsChinese(string language) => language.StartsWith("zh", StringComparison.Ordinal);

    public static HandoutDocument Book(string language = "en") => new()
    {
        Title = IsChinese(language) ? "学员手册" : "Handbook for learners",
        Kicker = IsChinese(language) ? "零伤亡愿景 · 基础课程" : "Vision Zero Foundation",
        Summary = IsChinese(language) ? "七条黄金准则，来自真实的工作。" : "The seven golden rules, taken from real work.",
        Notice = IsChinese(language) ? "用这些资料开展的培训未经认证。" : "Training with these materials is not certified.",
        Cover = true,
        ContentsTitle = IsChinese(language) ? "目录" : "Contents",
        Language = language,
        Markdown = "",
        Chapters = [.. Enumerable.Range(1, 7).Select(rule => Chapter(rule, language))],
        Pictures = new Dictionary<string, string> { ["diagram-a.svg"] = Diagram },
        Footer = IsChinese(language) ? "零伤亡愿景" : "Vision Zero Trainers",
        Author = "Vision Zero",
        IssuedAt = DateTimeOffset.UnixEpoch,
    };

    public static DeckDocument Deck(string language = "en") => new()
    {
        RuleLabel = IsChinese(language) ? "黄金准则1" : "Golden rule 1",
        Title = IsChinese(language) ? "发挥领导作用，展现承诺" : "Take leadership – demonstrate commitment",
        Summary = IsChinese(language) ? "领导者的一举一动都有人看着。" : "Leaders are watched, above all when it costs something.",
        Notice = IsChinese(language) ? "用这些幻灯片开展的培训未经认证。" : "Training with these slides is not certified.",
        Notes = "Welcome everybody.",
        Rule = 1,
        Icon = Icon,
        Language = language,
        Names = Names(language),
        Slides =
        [
            new(IsChinese(language) ? "大家看什么" : "What people look at", IsChinese(language) ? "- 要付出代价时**怎么做**\n- 问什么\n- 从什么旁边走过" : "- What you do when it **costs** something\n- What you ask about\n- What you walk past", "Ask first.\n\n- Wait.\n- Collect."),
            new(IsChinese(language) ? "一张图" : "A picture & <a question>", IsChinese(language) ? "一个简短的段落。" : "One short paragraph that stands beside a picture.", "> Let them look.", new DeckPicture(Diagram, "Two columns \"A\" & B, the second higher", IsChinese(language) ? "图示" : "What comes back")),
        ],
        Closing = new(IsChinese(language) ? "记住" : "Remember", IsChinese(language) ? "- 兑现一项承诺。\n- 先讲明什么不砍。" : "- One promise, kept.\n- Say what will not be cut.\n- Harm is always paid for.\n- What you walk past, you have approved.", "Close."),
        SourcesNotes = "Leave it standing.",
        SourcesTitle = IsChinese(language) ? "依据" : "Sources",
        Sources = ["ISSA (2017): Vision Zero: 7 Golden Rules", "ILO (1981): Occupational Safety and Health Convention (No. 155)"],
        Licence = IsChinese(language) ? "可以不作改动地打印和分享。" : "You may show and share these slides in your own training.",
        Footer = IsChinese(language) ? "零伤亡愿景" : "Vision Zero Trainers",
        Author = "Vision Zero",
        IssuedAt = DateTimeOffset.UnixEpoch,
    };

    public static RuleSheetDocument Sheet(SheetForm form, string language = "en") => new()
    {
        Form = form,
        RuleLabel = Deck(language).RuleLabel,
        Title = Deck(language).Title,
        Rule = 1,
        Icon = Icon,
        Language = language,
        Sections = IsChinese(language)
            ?
            [
                new("记住", ["要付出代价时怎么做，大家就跟着怎么做。", "从隐患旁走过不作声，等于批准。", "时间、资金、用人、关注，承诺样样看得见。", "伤害总有人买单，要问是谁在买。", "紧日子里，先讲明什么不砍。", "兑现一项有日期的承诺，胜过宣布十项。"]),
                new("要问", ["这儿什么会让人受重伤，什么会让人日久得病？", "为了把活儿干完，你们不得不绕开什么？", "我上次答应了什么，后来办得怎样？"]),
                new("不要", ["不要给自己、来宾和大客户开口子。", "不要奖励“没有报告”。", "不要让数字决定能不能伤到人。"]),
            ]
            :
            [
                new("Remember", ["People follow what you do when it costs something.", "What you walk past, you have approved.", "Time, money, people, attention: commitment shows in all four.", "Harm is always paid for. Ask by whom.", "In a lean year, first say what will not be cut.", "One promise with a date, kept, beats ten announced."]),
                new("Ask", ["What here could seriously hurt someone, or make them ill over the years?", "What do you have to work around to get the job done?", "What did I promise last time, and what became of it?"]),
                new("Do not", ["Do not make exceptions for yourself, for guests or for the best customer.", "Do not reward the absence of reports.", "Do not let a figure decide whether somebody may be harmed."]),
            ],
        Notice = IsChinese(language) ? "用本资料开展的培训未经认证。" : "Training that Foundation trainers give with this material is the trainer's own and is not certified Vision Zero training.",
        Footer = IsChinese(language) ? "零伤亡愿景" : "Vision Zero Trainers · free training material",
        Author = "Vision Zero",
        IssuedAt = DateTimeOffset.UnixEpoch,
    };

    private static DeckNames Names(string language)
    {
        return new()
        {
            Title = Named("Title"),
            Points = Named("Points"),
            Picture = Named("Picture"),
            PointsAndPicture = Named("Points & picture"),
            Summary = Named("Summary"),
            Rule = Named("Rule"),
            Notice = Named("Notice"),
            Caption = Named("Caption"),
            Sources = Named("Sources"),
            Licence = Named("Licence"),
            Foot = Named("Foot"),
            Number = Named("Number"),
            Notes = Named("Notes"),
            Sign = Named("Sign"),
            Wheel = Named("Wheel"),
            Slide = Named("Slide"),
            Edge = Named("Edge"),
        };

        string Named(string name) => $"{name} ({language})";
    }

    private static HandoutChapter Chapter(int rule, string language)
    {
        var handout = Papers.Handout(language);
        return new HandoutChapter($"{rule}. {handout.Title}", $"## {(IsChinese(language) ? "案例" : "The case")} {rule}\n\n![All it tells](diagram-a.svg \"{(IsChinese(language) ? "图示" : "What comes back")} {rule}\")\n\n{handout.Markdown.Replace("## ", "### ", StringComparison.Ordinal)}")
        {
            Kicker = IsChinese(language) ? $"黄金准则{rule}" : $"Golden rule {rule}",
            Summary = handout.Summary,
            Rule = rule,
        };
    }
}
