namespace VisionZero.Browser.Tests;

/// <summary>The language that nobody speaks, in which words that no author wrote stand out.</summary>
public sealed class PseudoContentTests
{
    [Theory]
    [InlineData("Sign in", "⟦Šíigñ íiñ⟧")]
    [InlineData("{count} places", "⟦{count} pláaçéeš⟧")]
    public void A_text_is_accented_longer_and_keeps_its_placeholders(string english, string pseudo) =>
        PseudoContent.Of(english).ShouldBe(pseudo);
}
