using System.Text;
using VisionZero.Web.Features.Trainers;

namespace VisionZero.Web.Tests.Trainers;

public sealed class FileTypeTests
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static readonly byte[] Jpeg = Convert.FromHexString("FFD8FFE000104A46494600010100000100010000FFC0000B080001000101011100FFDA0008010100003F00D2CF20FFD9");
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

    [Fact]
    public void Pdf_jpeg_and_png_are_known_by_their_content()
    {
        FileTypes.Recognise(Pdf).ShouldBe("application/pdf");
        FileTypes.Recognise(Jpeg).ShouldBe("image/jpeg");
        FileTypes.Recognise(Png).ShouldBe("image/png");
    }

    [Theory]
    [InlineData("")]
    [InlineData("MZ this is a program")]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("%PDF-1.7 only the first line %%EOF")]
    [InlineData("GIF89a")]
    public void Other_files_are_none_of_them(string content) => FileTypes.Recognise(Encoding.ASCII.GetBytes(content)).ShouldBeNull();

    [Fact]
    public void The_first_bytes_of_a_picture_do_not_make_one()
    {
        FileTypes.Recognise([.. Png[..8], .. "MZ program"u8]).ShouldBeNull();
        FileTypes.Recognise([.. Jpeg[..4], .. "MZ program that goes on for a while"u8, 0xFF, 0xD9]).ShouldBeNull();
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_and_nothing_breaks()
    {
        foreach (var whole in new[] { Png, Jpeg })
        {
            for (var length = 0; length < whole.Length - 1; length++)
            {
                FileTypes.Recognise(whole.AsSpan(0, length)).ShouldBeNull($"{length} of {whole.Length} bytes");
            }
        }
    }
}
